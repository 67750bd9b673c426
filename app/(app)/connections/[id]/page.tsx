import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { orMissing } from "#app/(app)/or-missing.ts";
import { ConnectionScreen } from "#components/connections/connection-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { connectionView } from "#lib/connections/connection-view.ts";
import { getConnection } from "#lib/connections/get-connection.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("title") };
}

interface Props {
  params: Promise<{ id: string }>;
}

export default async function ConnectionPage({ params }: Props) {
  const actor = await pageActor();
  const { id } = await params;
  const { connection, role } = await orMissing(getConnection(actor, id));
  return <ConnectionScreen id={id} initial={connectionView(connection, role, await getLocale())} />;
}
