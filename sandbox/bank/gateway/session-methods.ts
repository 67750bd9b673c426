/** getSessionStatus.do and processform.do: what the bank's own page script calls (protocols: alfabank 5.3). */
import type { Engine } from "../core/engine.ts";
import { settle } from "../callbacks/send-delivery.ts";
import { payByCard, type PayOutcome, whyClosed } from "../orders/pay-order.ts";
import { returnAddress } from "../orders/return-url.ts";
import { acsPath, ERROR_TEXTS, errorPath } from "../pages/page-paths.ts";
import type { Fields } from "./fields.ts";
import type { Answer } from "./call.ts";

export function getSessionStatus(engine: Engine, fields: Fields): Answer {
  const order = engine.state.orders.get(fields.get("MDORDER") ?? "");
  const merchant = order === undefined ? undefined : engine.state.merchants.get(order.merchant);
  if (order === undefined || merchant === undefined) return { redirect: errorPath(engine, "internal_error", "ru") };
  const why = whyClosed(engine, order);
  if (why === "expired") return { remainingSecs: 0, redirect: errorPath(engine, "session_expired", order.language) };
  if (why === "processed") return { redirect: errorPath(engine, "order_already_processed", order.language) };
  if (order.status === 5) return { acsUrl: acsPath(engine, order), paReq: "simulator", termUrl: order.returnUrl };
  return {
    amount: order.amount,
    description: order.description,
    merchantName: merchant.name,
    remainingSecs: remainingSecs(engine, order.expiresAt),
    ...(order.actionCode === -100 ? {} : { error: ERROR_TEXTS.attempt_failed[order.language === "ru" ? 0 : 1] }),
  };
}

export function remainingSecs(engine: Engine, expiresAt: number): number {
  return Math.max(0, Math.ceil((expiresAt - engine.clock.now()) / 1000));
}

export async function processForm(engine: Engine, fields: Fields): Promise<Answer> {
  const order = engine.state.orders.get(fields.get("MDORDER") ?? "");
  const merchant = order === undefined ? undefined : engine.state.merchants.get(order.merchant);
  if (order === undefined || merchant === undefined) return { redirect: errorPath(engine, "internal_error", "ru") };
  const outcome = payByCard(engine, order, merchant, {
    pan: fields.get("$PAN") ?? "",
    cvc: fields.get("$CVC") ?? "",
    expiry: fields.get("$EXPIRY") ?? `${fields.get("YYYY") ?? ""}${fields.get("MM") ?? ""}`,
    holder: fields.get("TEXT") ?? "TEST CARDHOLDER",
    email: fields.get("email"),
    forcedActionCode: null,
  });
  if (merchant.callback.beforeRedirect) await settle(engine);
  const language = order.language === "ru" ? 0 : 1;
  return answerOf(outcome, {
    back: (ok) => returnAddress(engine, order, merchant, ok),
    acs: acsPath(engine, order),
    failed: ERROR_TEXTS.attempt_failed[language],
    input: ERROR_TEXTS.wrong_input[language],
    done: ERROR_TEXTS.redirecting[language],
    closed: (why) => errorPath(engine, why === "expired" ? "session_expired" : "order_already_processed", order.language),
  });
}

interface Words {
  back: (ok: boolean) => string;
  acs: string;
  failed: string;
  input: string;
  done: string;
  closed: (why: "expired" | "processed") => string;
}

function answerOf(outcome: PayOutcome, words: Words): Answer {
  switch (outcome.kind) {
    case "input":
      return { errorCode: 1, error: `${words.input}: ${outcome.field}`, errorTypeName: "DATA_INPUT_ERROR" };
    case "challenge":
      return { errorCode: 0, acsUrl: words.acs, paReq: "simulator", termUrl: words.back(true) };
    case "pending":
    case "paid":
      return { errorCode: 0, redirect: words.back(true), info: words.done };
    case "failed":
      return outcome.again
        ? { errorCode: 1, error: words.failed, errorTypeName: "PAYMENT_ERROR" }
        : { errorCode: 0, redirect: words.back(false), info: words.failed };
    case "closed":
      return { errorCode: 0, redirect: words.closed(outcome.why) };
  }
}
