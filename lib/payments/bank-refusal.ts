import { bankFault, faultWords } from "#lib/alfabank/error-words.ts";
import { AppError } from "#lib/errors.ts";
import type { OperationKind } from "#lib/generated/prisma/enums.ts";
import type { Outcome } from "./close-operation.ts";

type Refusal = Extract<Outcome, { state: "rejected" }>;

const leads: Record<OperationKind, { ru: string; en: string }> = {
  register: { ru: "Банк не зарегистрировал заказ", en: "The bank did not register the order" },
  deposit: { ru: "Банк не списал деньги", en: "The bank did not capture the money" },
  reverse: { ru: "Банк не снял удержание", en: "The bank did not release the hold" },
  refund: { ru: "Банк не вернул деньги", en: "The bank did not return the money" },
  decline: { ru: "Банк не закрыл заказ", en: "The bank did not close the order" },
};

const undone = { ru: "операция не выполнена, деньги не двигались. Её можно повторить", en: "nothing was carried out and no money moved. It can be repeated" };

/** What was asked, why the bank refused, its own text, and what to do. */
export function refusalWords(kind: OperationKind, { code, message }: Omit<Refusal, "state">, locale: string): string {
  const english = locale === "en";
  const lead = leads[kind][english ? "en" : "ru"];
  if (code === "not_executed") return `${lead}: ${undone[english ? "en" : "ru"]}`;
  const vendorMessage = message?.trim() ?? "";
  const fault = bankFault({ outcome: "rejected", code, httpStatus: undefined, vendorMessage }, kind);
  const words = faultWords(fault, locale, { code, vendorMessage });
  const own = vendorMessage === "" || words.message.includes(vendorMessage) ? "" : ` (${english ? "the bank's answer" : "ответ банка"}: «${vendorMessage}»)`;
  const reason = words.message.charAt(0).toLowerCase() + words.message.slice(1);
  return `${lead}: ${reason}${own}.${words.hint === null ? "" : ` ${words.hint}`}`;
}

/** The bank said no: told to whoever asked, in his language. */
export const bankRefusal = (kind: OperationKind, refusal: Omit<Refusal, "state">): AppError =>
  new AppError("conflict", { reason: "bank_refused", words: (locale) => refusalWords(kind, refusal, locale) });

/** Turns an outcome that is not success into what the person who asked is told. */
export function assertDone(kind: OperationKind, outcome: Outcome): void {
  if (outcome.state === "unknown") throw new AppError("unavailable", { reason: "being_checked" });
  if (outcome.state === "rejected") throw bankRefusal(kind, outcome);
}
