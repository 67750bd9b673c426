/**
 * A month's worth of payments as bank, hub and RetailCRM have them, made without a hub: one entry per payment in all
 * three books, in agreement, until somebody plants a difference. The bank and RetailCRM are servers on loopback.
 */
import type { IncomingMessage } from "node:http";
import { startLoopbackServer } from "./loopback-server.ts";

export const AMOUNT = 100_000;

/** A bank order as the bank has it; sums are kopecks. */
export interface BankEntry {
  number: string;
  mdOrder: string;
  status: number;
  amount: number;
  held: number;
  deposited: number;
  refunded: number;
  at: number;
}

export interface CrmEntry {
  status: string;
  amount: number;
  refunds: number[];
}

export interface Books {
  bank: Map<string, BankEntry>;
  crm: Map<string, CrmEntry>;
  questions: { list: number; status: number; crm: number };
}

const answerOf = (entry: BankEntry) => ({
  orderNumber: entry.number,
  orderStatus: entry.status,
  actionCode: entry.status === 6 ? -2014 : 0,
  amount: entry.amount,
  currency: "643",
  date: entry.at,
  ...(entry.status !== 0 && entry.status !== 6 && { authDateTime: entry.at + 60_000, depositedDate: entry.at + 60_000 }),
  attributes: [{ name: "mdOrder", value: entry.mdOrder }],
  paymentAmountInfo: { approvedAmount: entry.status === 1 ? entry.held : entry.deposited + entry.refunded, depositedAmount: entry.deposited, refundedAmount: entry.refunded },
});

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

const moment = (stamp: string | null): number => {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp ?? "") ?? [];
  return Date.parse(`${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}+03:00`);
};

function lastOrders({ bank }: Books, form: URLSearchParams): unknown {
  const [from, to] = [moment(form.get("from")), moment(form.get("to"))];
  const [page, size] = [Number(form.get("page")), Number(form.get("size"))];
  const byPayment = form.get("searchByCreatedDate") !== "true";
  const onlyRefunded = form.get("transactionStates") === "REVERSED,REFUNDED";
  const found = [...bank.values()].filter(
    ({ at, status }) => at >= from && at <= to && !(byPayment && (status === 0 || status === 6)) && (!onlyRefunded || status === 3 || status === 4),
  );
  return { errorCode: 0, orderStatuses: found.slice(page * size, (page + 1) * size).map(answerOf), totalCount: found.length, page, pageSize: size };
}

export const startBankOf = (books: Books) =>
  startLoopbackServer((request, response) => {
    void formOf(request).then((form) => {
      const listed = request.url?.endsWith("getLastOrdersForMerchants.do") === true;
      books.questions[listed ? "list" : "status"] += 1;
      const entry = books.bank.get(form.get("orderNumber") ?? "");
      const single = entry ? { errorCode: "0", ...answerOf(entry) } : { errorCode: "6", errorMessage: "Заказ не найден" };
      response.end(JSON.stringify(listed ? lastOrders(books, form) : single));
    });
  });

const rouble = (kopecks: number): string => (kopecks / 100).toFixed(2);

export const startCrmOf = (books: Books) =>
  startLoopbackServer((request, response) => {
    books.questions.crm += 1;
    const invoiceUuid = request.url?.split("/").at(-1) ?? "";
    const entry = books.crm.get(invoiceUuid);
    const invoice = entry && {
      invoiceUuid,
      status: entry.status,
      amount: rouble(entry.amount),
      refunds: entry.refunds.map((amount, id) => ({ id, externalId: `r${String(id)}`, status: "succeeded", amount: rouble(amount) })),
    };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(invoice ? { success: true, invoice } : { success: false }));
  });
