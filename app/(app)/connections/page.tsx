import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AskForAccess } from "#components/connections/ask-for-access.tsx";
import { ClaimConnection } from "#components/connections/claim-connection.tsx";
import { ConnectionListScreen } from "#components/connections/connection-list-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { listConnections } from "#lib/connections/list-connections.ts";
import { isUuid } from "#lib/ids.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The list. A merchant who comes out of the CRM names a connection (`open`) and, the first time, brings a one-time token (`claim`). */
export default async function ConnectionsPage({ searchParams }: Props) {
  const actor = await pageActor();
  const { open, claim } = await searchParams;
  const locale = await getLocale();
  const connections = (await listConnections(actor)).map(({ connection, role }) => connectionView(connection, role, locale));
  if (typeof open === "string" && connections.some(({ id }) => id === open)) redirect(`/connections/${open}`);
  if (typeof claim === "string") return <ClaimConnection token={claim} />;
  return (
    <>
      {typeof open === "string" && isUuid(open) && <AskForAccess connectionId={open} />}
      <ConnectionListScreen initial={connections} />
    </>
  );
}
