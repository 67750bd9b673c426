import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OverviewScreen } from "#components/overview/overview-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { env } from "#lib/env.ts";
import { getOverview } from "#lib/overview/get-overview.ts";
import { listPayments } from "#lib/payments/list-payments.ts";
import { listProblems } from "#lib/problems/list-problems.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage() {
  const actor = await pageActor();
  const [overview, problems, page] = await Promise.all([getOverview(actor), listProblems(actor), listPayments(actor, {})]);
  const offer = env().sandboxOffer;
  const sandbox = offer && { crmPageUrl: offer.crmPageUrl, bankPageUrl: offer.bankPageUrl };
  return <OverviewScreen overview={overview} problems={problems} payments={{ query: "", page }} sandbox={sandbox} />;
}
