import type { Engine } from "../core/engine.ts";
import { addParams } from "./add-params.ts";
import type { Answer, Method } from "./call.ts";
import type { Fields } from "./fields.ts";
import { getLastOrders } from "./last-orders.ts";
import { getOrderStatus } from "./legacy-status.ts";
import { decline, deposit, refund, reverse } from "./money-methods.ts";
import { closeOfdReceipt, getReceiptStatus } from "./receipt-methods.ts";
import { register, registerPreAuth } from "./register.ts";
import { getSessionStatus, processForm } from "./session-methods.ts";
import { getOrderStatusExtended } from "./status.ts";

/** Names without `.do`. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["register", register],
  ["registerPreAuth", registerPreAuth],
  ["getOrderStatusExtended", getOrderStatusExtended],
  ["getOrderStatus", getOrderStatus],
  ["deposit", deposit],
  ["reverse", reverse],
  ["refund", refund],
  ["decline", decline],
  ["addParams", addParams],
  ["getLastOrdersForMerchants", getLastOrders],
  ["getReceiptStatus", getReceiptStatus],
  ["closeOfdReceipt", closeOfdReceipt],
]);

/** Called by the payment page, without the merchant's credentials. */
export const PAGE_METHODS: ReadonlyMap<string, (engine: Engine, fields: Fields) => Answer | Promise<Answer>> = new Map<
  string,
  (engine: Engine, fields: Fields) => Answer | Promise<Answer>
>([
  ["getSessionStatus", getSessionStatus],
  ["processform", processForm],
]);

/** Where the open token is enough (1.3). */
export const TOKEN_METHODS: ReadonlySet<string> = new Set(["register", "registerPreAuth", "getOrderStatusExtended"]);

/** Where recordings and examples show errorCode as a number (section 2). */
export const NUMERIC_METHODS: ReadonlySet<string> = new Set([
  "deposit",
  "reverse",
  "refund",
  "decline",
  "addParams",
  "getLastOrdersForMerchants",
]);
