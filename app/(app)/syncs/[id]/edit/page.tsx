import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { orMissing } from "#app/(app)/or-missing.ts";
import { SyncForm } from "#components/syncs/sync-form.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { env } from "#lib/env.ts";
import { getSync } from "#lib/syncs/get-sync.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("syncs"))("title") };
}

interface Props {
  params: Promise<{ id: string }>;
}

export default async function EditSyncPage({ params }: Props) {
  const actor = await pageActor();
  const sync = await orMissing(getSync(actor, (await params).id, await getLocale()));
  if (sync.role === "viewer") redirect(`/syncs/${sync.id}`);
  const connections = [{ id: sync.connectionId, name: sync.connectionName }];
  return <SyncForm sync={sync} connections={connections} sandbox={env().sandboxOffer !== null} />;
}
