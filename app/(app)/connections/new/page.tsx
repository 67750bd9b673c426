import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConnectForm } from "#components/connections/connect-form.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { env } from "#lib/env.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections"))("form.title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** RetailCRM can name its own address in `account`. */
export default async function NewConnectionPage({ searchParams }: Props) {
  await pageActor();
  const { account } = await searchParams;
  return <ConnectForm sandbox={env().sandboxOffer !== null} account={typeof account === "string" ? account.slice(0, 255) : ""} />;
}
