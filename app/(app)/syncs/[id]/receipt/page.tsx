import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { orMissing } from "#app/(app)/or-missing.ts";
import { ReceiptScreen } from "#components/receipts/receipt-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { getSync } from "#lib/syncs/get-sync.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("receipts"))("title") };
}

interface Props {
  params: Promise<{ id: string }>;
}

export default async function ReceiptPage({ params }: Props) {
  const actor = await pageActor();
  const { id } = await params;
  return <ReceiptScreen id={id} initial={await orMissing(getSync(actor, id, await getLocale()))} />;
}
