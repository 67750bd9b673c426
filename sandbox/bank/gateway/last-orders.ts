import { parseLocal } from "../core/clock.ts";
import type { Order, PaymentState } from "../core/order.ts";
import type { Answer, Call } from "./call.ts";
import { GatewayError } from "./gateway-error.ts";
import { statusView } from "./status.ts";

const STATES: readonly PaymentState[] = ["CREATED", "APPROVED", "DEPOSITED", "DECLINED", "REVERSED", "REFUNDED"];
const MOSCOW_MINUTES = 180;

/** getLastOrdersForMerchants.do: page by page through a time span (protocols: alfabank 4.9). */
export function getLastOrders(call: Call): Answer {
  const { engine, fields, merchant, language } = call;
  const page = fields.int("page", 6) ?? 0;
  const size = fields.int("size", 3) ?? 100;
  const from = parseLocal(fields.get("from") ?? "", MOSCOW_MINUTES, true);
  const to = parseLocal(fields.get("to") ?? "", MOSCOW_MINUTES, true);
  const states = (fields.get("transactionStates") ?? STATES.join(",")).split(",");
  const merchants = (fields.get("merchants") ?? "").split(",").filter((login) => login !== "");
  const known = states.every((state) => STATES.some((one) => one === state));
  if (from === null || to === null || from > to || size < 1 || size > 200 || !known) {
    throw new GatewayError(7, "systemError", "", { orderStatuses: [], totalCount: 0, page, pageSize: size });
  }
  const byCreation = fields.get("searchByCreatedDate") === "true";
  const matching = [...engine.state.orders.values()]
    .filter((order) => order.merchant === merchant.login && (merchants.length === 0 || merchants.includes(shortLogin(order))))
    .filter((order) => states.includes(order.paymentState))
    .map((order) => ({ order, at: byCreation ? order.createdAt : order.authorizedAt }))
    .filter(({ at }) => at !== null && at >= from && at <= to);
  const shown = matching.slice(page * size, (page + 1) * size);
  return {
    errorCode: 0,
    errorMessage: language === "ru" ? "Успешно" : "Success",
    orderStatuses: shown.map(({ order }) => statusView(order, merchant, language)),
    totalCount: matching.length,
    page,
    pageSize: size,
  };
}

/** Merchants are named without the `-api` of the API login. */
function shortLogin(order: Order): string {
  return order.merchant.replace(/-api$/, "");
}
