import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SyncScreen } from "#components/syncs/sync-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { getSync } from "#lib/syncs/get-sync.ts";
import { orMissing } from "../../or-missing.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("syncs"))("title") };
}

interface Props {
  params: Promise<{ id: string }>;
}

export default async function SyncPage({ params }: Props) {
  const actor = await pageActor();
  const { id } = await params;
  return <SyncScreen id={id} initial={await orMissing(getSync(actor, id, await getLocale()))} />;
}
