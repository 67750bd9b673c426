import { stringify } from "csv-stringify/sync";
import type { UserActor } from "#lib/auth/read-actor.ts";
import { wallClock } from "#lib/clock.ts";
import { translator } from "#lib/i18n/translator.ts";
import { listPayments } from "./list-payments.ts";
import type { PaymentFilter } from "./payment-filter-schema.ts";
import type { PaymentListItem } from "./payment-view.ts";

const PAGE = 500;
/** Spreadsheets take a formula for a command: such cells are escaped. The semicolon and the mark are what Russian Excel expects. */
const format = { delimiter: ";", escape_formulas: true, record_delimiter: "windows" } as const;

const columns = ["orderNumber", "status", "amount", "capturedAmount", "refundedAmount", "createdAt", "paidAt", "reason", "syncName", "connectionName", "id", "invoiceUuid", "shortUrl"] as const;

function row(item: PaymentListItem, { timeZone, locale }: UserActor): string[] {
  const translate = translator(locale);
  const at = (iso: string | null): string => (iso ? wallClock(new Date(iso), timeZone) : "");
  const comma = (sum: string): string => (locale === "en" ? sum : sum.replace(".", ","));
  const status = item.status === "refundSucceeded" ? "refunded" : item.status;
  const values: Record<(typeof columns)[number], string> = {
    ...item,
    status: translate(`payments.status.${status}`),
    amount: comma(item.amount),
    capturedAmount: comma(item.capturedAmount),
    refundedAmount: comma(item.refundedAmount),
    createdAt: at(item.createdAt),
    paidAt: at(item.paidAt),
    reason: item.reason ?? "",
  };
  return columns.map((name) => values[name]);
}

/**
 * The filtered payments as a CSV file, page by page, so that its size does not matter. Times are the reader's wall clock.
 * @throws AppError invalid_input for a cursor that is none of ours, before the file begins
 */
export async function paymentsCsv(actor: UserActor, filter: PaymentFilter): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const translate = translator(actor.locale);
  let page = await listPayments(actor, filter, PAGE);
  return new ReadableStream({
    start(controller) {
      const heads = columns.map((name) => translate(`payments.csv.${name}`));
      controller.enqueue(encoder.encode("\uFEFF" + stringify([heads], format)));
    },
    async pull(controller) {
      controller.enqueue(encoder.encode(stringify(page.items.map((item) => row(item, actor)), format)));
      if (page.nextCursor === null) controller.close();
      else page = await listPayments(actor, { ...filter, cursor: page.nextCursor }, PAGE);
    },
  });
}
