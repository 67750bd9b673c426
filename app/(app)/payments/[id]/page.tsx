import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orMissing } from "#app/(app)/or-missing.ts";
import { PaymentScreen } from "#components/payments/payment-screen.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { getPayment } from "#lib/payments/get-payment.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payments"))("title") };
}

interface Props {
  params: Promise<{ id: string }>;
}

export default async function PaymentPage({ params }: Props) {
  const actor = await pageActor();
  const { id } = await params;
  const payment = await orMissing(getPayment(actor, id));
  return <PaymentScreen id={id} userId={actor.userId} initial={payment} />;
}
