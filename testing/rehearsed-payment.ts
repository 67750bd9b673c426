/** Payments of a rehearsal in the states that most tests begin with, and the ways to look at them. */
import { bank, crm, hubUrl, invoiceWith, issue, openAsPayer, openShop, type Shop, type ShopOptions } from "./rehearsal.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { deliverPayment } from "#lib/deliveries/deliver-payment.ts";
import { ProviderError } from "#lib/errors.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";

export const MERCHANT = "r-sandbox-api";

export interface Rehearsed {
  shop: Shop;
  uuid: string;
  link: string;
  mdOrder: string;
}

/** Issued, and its link opened once. */
export async function opened(sum = "1000.00", options: ShopOptions = {}): Promise<Rehearsed> {
  const shop = await openShop(options);
  const { uuid, link } = await issue(shop, sum);
  const { mdOrder } = await openAsPayer(link);
  return { shop, uuid, link, mdOrder };
}

export async function paid(sum = "1000.00", options: ShopOptions = {}): Promise<Rehearsed> {
  const made = await opened(sum, options);
  await bank.payAsPayer(made.mdOrder);
  await invoiceWith(made.uuid, "succeeded");
  return made;
}

export async function held(sum = "1000.00", options: ShopOptions = {}): Promise<Rehearsed> {
  const made = await opened(sum, { ...options, confirmation: "manual" });
  await bank.payAsPayer(made.mdOrder);
  await invoiceWith(made.uuid, "waitingForCapture");
  return made;
}

/** The only payment there is, with everything about it. */
export const thePayment = () =>
  db.payment.findFirstOrThrow({
    include: {
      attempts: { orderBy: { seq: "asc" } },
      refunds: { orderBy: { createdAt: "asc" } },
      operations: { orderBy: { createdAt: "asc" } },
      deliveries: { orderBy: { version: "asc" } },
    },
  });

export type BankAnswer = Record<string, unknown>;

/** The bank's own answer about an order, changed on its way. */
export async function answerWith(mdOrder: string, change: (answer: BankAnswer) => BankAnswer): Promise<void> {
  const order = await bank.order(mdOrder);
  const answer: BankAnswer = {
    errorCode: "0",
    errorMessage: "Успешно",
    orderNumber: order.orderNumber,
    orderStatus: order.status,
    actionCode: order.actionCode,
    amount: order.amount,
    currency: "643",
    attributes: [{ name: "mdOrder", value: mdOrder }],
    paymentAmountInfo: { paymentState: order.paymentState, approvedAmount: order.approved, depositedAmount: order.deposited, refundedAmount: order.refunded },
  };
  const body = JSON.stringify(change(answer));
  await bank.clearFaults("getOrderStatusExtended");
  await bank.addFault({ method: "getOrderStatusExtended", kind: "custom", status: 200, contentType: "text/plain;charset=UTF-8", body, times: -1 });
}

/** How often the bank was asked to do this. */
export const asked = async (method: string): Promise<number> => (await bank.requests({ method })).length;

export const openProblems = async (): Promise<string[]> =>
  (await db.problem.findMany({ where: { clearedAt: null }, orderBy: { kind: "asc" } })).map(({ kind }) => kind);

export const eventsOf = async (kind: string) => db.paymentEvent.findMany({ where: { kind }, orderBy: { id: "asc" } });

/** As if the quiet time after every unanswered write were over. */
export const letWritesRest = () =>
  db.$executeRaw`UPDATE "Operation" SET "sentAt" = "sentAt" - interval '3 minutes', "createdAt" = "createdAt" - interval '3 minutes' WHERE "finishedAt" IS NULL`;

/** As if the link had been opened and its bank order made this long ago; of one invoice, or of all. */
export async function letLinkAge(seconds: number, invoiceUuid: string | null = null): Promise<void> {
  await db.$executeRaw`
    UPDATE "Attempt" SET "createdAt" = "Attempt"."createdAt" - make_interval(secs => ${seconds}),
      "registeredAt" = "registeredAt" - make_interval(secs => ${seconds}), "expiresAt" = "expiresAt" - make_interval(secs => ${seconds})
    FROM "Payment" WHERE "Payment".id = "paymentId" AND coalesce("invoiceUuid" = ${invoiceUuid}::uuid, true)`;
  await db.$executeRaw`
    UPDATE "Payment" SET "firstOpenedAt" = "firstOpenedAt" - make_interval(secs => ${seconds})
    WHERE coalesce("invoiceUuid" = ${invoiceUuid}::uuid, true)`;
}

const everything = new Date(0);

/** Asks the bank about every order there is, of payments made since. */
export async function askAboutAll(since = everything): Promise<void> {
  const attempts = await db.attempt.findMany({ where: { state: { not: "rejected" }, payment: { createdAt: { gte: since } } }, select: { id: true } });
  const questions = attempts.map(({ id }) =>
    settleAttempt(id).catch((error: unknown) => {
      if (!(error instanceof ProviderError)) throw error;
    }),
  );
  await Promise.all(questions);
}

/** Lets everything that is under way or due come to its end: notifications, questions, messages to the CRM. */
export async function letAllSettle(since = everything): Promise<void> {
  await bank.settle();
  await drainBackground();
  for (let round = 0; round < 3; round++) {
    await letWritesRest();
    await askAboutAll(since);
    await drainBackground();
    await db.delivery.updateMany({ where: { state: "pending" }, data: { nextTryAt: new Date() } });
    const payments = await db.payment.findMany({ where: { createdAt: { gte: since } }, select: { id: true } });
    await Promise.all(payments.map(({ id }) => deliverPayment(id)));
    await bank.settle();
    await drainBackground();
  }
}

export interface CrmAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** A callback as the CRM sends it: a form with `clientId` and one field that holds JSON. */
export async function callHub(action: string, fields: Record<string, unknown>): Promise<CrmAnswer> {
  const form = Object.entries(fields).map(([name, value]): [string, string] => [name, typeof value === "string" ? value : JSON.stringify(value)]);
  const response = await fetch(`${hubUrl}/api/retailcrm/payment/${action}`, { method: "POST", body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What the CRM was told of payments, in order. */
export const toldStatuses = (): string[] =>
  crm.events({ kind: "api", name: "update-invoice" }).map(({ request }) => (request as { updateInvoice: { status: string } }).updateInvoice.status);

export const toldTimes = (): number => crm.events({ kind: "api", name: "update-invoice" }).length;
