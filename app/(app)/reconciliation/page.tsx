import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readReconciliationFilters, writeReconciliationFilters } from "#components/reconciliation/reconciliation-filters.ts";
import { ReconciliationScreen } from "#components/reconciliation/reconciliation-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { now } from "#lib/clock.ts";
import { listDifferences } from "#lib/reconciliation/list-differences.ts";
import { listRuns } from "#lib/reconciliation/list-runs.ts";
import { addDays, moscowDay } from "#lib/reconciliation/moscow-days-state.ts";
import { differenceFilterSchema, readQuery } from "#lib/reconciliation/reconciliation-schema.ts";
import { listSyncs } from "#lib/syncs/list-syncs.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reconciliation"))("title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const firstOf = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? "") : (value ?? ""));

export default async function ReconciliationPage({ searchParams }: Props) {
  const actor = await pageActor();
  const given = Object.entries(await searchParams).map(([name, value]): [string, string] => [name, firstOf(value)]);
  const query = writeReconciliationFilters(readReconciliationFilters(new URLSearchParams(given)));
  const filter = differenceFilterSchema.parse(readQuery(differenceFilterSchema, query));
  const [syncs, runs, page] = await Promise.all([listSyncs(actor, actor.locale), listRuns(actor, {}), listDifferences(actor, filter)]);
  return (
    <ReconciliationScreen syncs={syncs} runs={runs} differences={{ query: query.toString(), page }} yesterday={addDays(moscowDay(now()), -1)} />
  );
}
