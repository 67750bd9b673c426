import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SyncListScreen } from "#components/syncs/sync-list-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { listSyncs } from "#lib/syncs/list-syncs.ts";
import { memberConnectionIds } from "#lib/team/assert-role.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("syncs"))("title") };
}

export default async function SyncsPage() {
  const actor = await pageActor();
  const [syncs, connectionIds] = await Promise.all([listSyncs(actor, await getLocale()), memberConnectionIds(actor)]);
  return <SyncListScreen initial={syncs} connected={connectionIds.length > 0} />;
}
