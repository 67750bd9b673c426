import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { orMissing } from "#app/(app)/or-missing.ts";
import { SyncScreen } from "#components/syncs/sync-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { getSync } from "#lib/syncs/get-sync.ts";

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
