import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SyncForm } from "#components/syncs/sync-form.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { listConnections } from "#lib/connections/list-connections.ts";
import { env } from "#lib/env.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("syncs"))("form.titleNew") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewSyncPage({ searchParams }: Props) {
  const actor = await pageActor();
  const { connection: wanted } = await searchParams;
  const members = await listConnections(actor);
  const connections = members.filter(({ role }) => role !== "viewer").map(({ connection: { id, name } }) => ({ id, name }));
  if (connections.length === 0) redirect("/syncs");
  const preselected = connections.find(({ id }) => id === wanted);
  return (
    <SyncForm connections={connections} sandbox={env().sandboxOffer !== null} {...(preselected && { connectionId: preselected.id })} />
  );
}
