/** The bank simulator: everything other folders may import. */
export { type Bank, type BankOptions, createBank } from "./bank.ts";
export { type StartedBank, type StartOptions, startBank } from "./start-bank.ts";
export { sandboxMerchant } from "./seed.ts";
export { connectBankControl } from "./control/connect-control.ts";
export type { BankControl, OrderFilter, PageView, PaidAsPayer, PayOptions } from "./control/bank-control.ts";
export type { Merchant, MerchantInput, MerchantPatch } from "./core/merchant.ts";
export type { Order } from "./core/order.ts";
export type { Fault, FaultInput, FaultKind } from "./faults/fault.ts";
export type { Delivery } from "./callbacks/delivery.ts";
export type { RequestEntry } from "./core/request-log.ts";
