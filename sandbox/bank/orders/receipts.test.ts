import { expect, test } from "vitest";
import { cart, startTrial, type Trial } from "../trial/bank-trial.ts";
import { aNumber, aString } from "../trial/matchers.ts";

const receipts = async (trial: Trial, fields: Record<string, string>): Promise<Record<string, unknown>[]> =>
  (await trial.call("getReceiptStatus", fields))["receipt"] as Record<string, unknown>[];
const statuses = async (trial: Trial, mdOrder: string): Promise<unknown[]> =>
  (await receipts(trial, { orderId: mdOrder })).map((receipt) => receipt["receiptStatus"]);

test("sale receipt: sent, then delivered with the till's data; numbers travel as text", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.paid({ orderNumber: "R-1", orderBundle: cart() });
  const sent = await receipts(trial, { orderNumber: "R-1" });
  expect(sent).toMatchObject([{ receiptStatus: 0, receiptType: null, amount_total: "1000.00", ofdOrderBundle: [{ tax: { taxType: "VAT_22" } }, {}] }]);
  expect(sent[0]).not.toHaveProperty("fiscal_document_number");
  await trial.control.advance(11_000);
  const [delivered = {}] = await receipts(trial, { orderId: mdOrder });
  expect(delivered).toMatchObject({ receiptStatus: 1, fiscal_document_number: aString, receipt_date_time: aNumber, OFD: { inn: "7700000000" } });
  expect(await receipts(trial, { uuid: String(delivered["uuid"]) })).toHaveLength(1);
  expect(await trial.call("getReceiptStatus", { orderId: "x" })).toMatchObject({ errorCode: "6" });
  expect(await trial.call("getReceiptStatus")).toMatchObject({ errorCode: "5" });
});

test("a refund makes its own receipt, a reversal of a sale too", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.paid({ orderBundle: cart() });
  await trial.call("refund", { orderId: mdOrder, amount: "0" });
  expect(await statuses(trial, mdOrder)).toEqual([0, 3]);
  await trial.control.advance(11_000);
  expect(await statuses(trial, mdOrder)).toEqual([1, 4]);
  const second = await trial.paid({ orderBundle: cart() });
  await trial.call("reverse", { orderId: second });
  expect(await statuses(trial, second)).toEqual([0, 3]);
});

test("a hold makes no receipt before it is captured", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.held({ orderBundle: cart() });
  expect(await statuses(trial, mdOrder)).toEqual([]);
  await trial.call("deposit", { orderId: mdOrder, amount: "0" });
  expect(await statuses(trial, mdOrder)).toEqual([0]);
});

test("a name the till cannot print fails after the payment, never before", async () => {
  const trial = await startTrial();
  const long = cart((items) => {
    Object.assign(items[0] ?? {}, { name: "я".repeat(129) });
  });
  const mdOrder = await trial.paid({ orderBundle: long });
  await trial.control.advance(11_000);
  expect(await statuses(trial, mdOrder)).toEqual([2]);
});

test("the till may fail altogether; without fiscalisation there are no receipts", async () => {
  const trial = await startTrial();
  await trial.edit({ cart: { receiptOutcome: "failed", receiptDelaySecs: 0 } });
  const mdOrder = await trial.paid({ orderBundle: cart() });
  expect(await statuses(trial, mdOrder)).toEqual([2]);
  await trial.edit({ cart: { fiscal: false } });
  expect(await statuses(trial, await trial.paid({ orderBundle: cart() }))).toEqual([]);
});

test("the till may fail once: the bank makes the receipt anew, as another one", async () => {
  const trial = await startTrial();
  await trial.edit({ cart: { receiptOutcome: "failedOnce" } });
  const mdOrder = await trial.paid({ orderBundle: cart() });
  await trial.control.advance(11_000);
  expect(await statuses(trial, mdOrder)).toEqual([2, 0]);
  await trial.control.advance(11_000);
  const made = await receipts(trial, { orderId: mdOrder });
  expect(made).toMatchObject([{ receiptStatus: 2, amount_total: "1000.00" }, { receiptStatus: 1, amount_total: "1000.00" }]);
  expect(new Set(made.map(({ uuid }) => uuid)).size).toBe(2);
});

test("closeOfdReceipt.do adds the closing receipt while money is captured", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.paid({ orderBundle: cart() });
  const close = (fields: Record<string, string> = {}) => trial.call("closeOfdReceipt", { mdOrder, amount: "100000", orderBundle: cart(), ...fields });
  expect(await close()).toEqual({ success: true });
  expect(await receipts(trial, { orderId: mdOrder })).toMatchObject([{ receiptType: null }, { receiptType: "close", receiptStatus: 0, original_ofd_uuid: aString }]);
  expect(await close({ amount: "99999" })).toMatchObject({ errorCode: "5" });
  expect(await close({ orderBundle: "" })).toMatchObject({ errorCode: "4" });
  expect(await close({ mdOrder: "x" })).toMatchObject({ errorCode: "6" });
  await trial.call("refund", { orderId: mdOrder, amount: "0" });
  expect(await close()).toMatchObject({ errorCode: "7" });
});
