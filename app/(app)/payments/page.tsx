import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readFilters, writeFilters } from "#components/payments/payment-filters.ts";
import { PaymentsScreen } from "#components/payments/payments-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { listPayments } from "#lib/payments/list-payments.ts";
import { paymentFilterSchema, readPaymentFilter } from "#lib/payments/payment-filter-schema.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payments"))("title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const firstOf = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? "") : (value ?? ""));

export default async function PaymentsPage({ searchParams }: Props) {
  const actor = await pageActor();
  const given = Object.entries(await searchParams).map(([name, value]): [string, string] => [name, firstOf(value)]);
  const query = writeFilters(readFilters(new URLSearchParams(given)));
  const page = await listPayments(actor, paymentFilterSchema.parse(readPaymentFilter(query)));
  return <PaymentsScreen initial={{ query: query.toString(), page }} />;
}
