import fc from "fast-check";
import { expect, it } from "vitest";
import { parseRoubles } from "#lib/money.ts";
import { jsonRoubles, writeCrmJson } from "./crm-json.ts";
import { checkBody, updateBody } from "./invoice-update.ts";

const invoiceUuid = "7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10";

it("writes the documented shapes", () => {
  expect(writeCrmJson(updateBody({ invoiceUuid, paymentId: "9d0a", status: "succeeded", amount: 349_050n, paidAt: "2026-03-01 12:04:11", cancellable: false, refundable: true }))).toBe(
    `{"invoiceUuid":"${invoiceUuid}","paymentId":"9d0a","status":"succeeded","amount":3490.5,"paidAt":"2026-03-01 12:04:11","refundable":true,"cancellable":false}`,
  );
  expect(writeCrmJson(updateBody({ invoiceUuid, refund: { id: "rf", status: "succeeded", amount: 50_000n, comment: null } }))).toBe(
    `{"invoiceUuid":"${invoiceUuid}","refund":{"id":"rf","status":"succeeded","amount":500}}`,
  );
  expect(writeCrmJson(checkBody({ invoiceUuid, amount: 123_456_789n, currency: "RUB" }))).toBe(`{"invoiceUuid":"${invoiceUuid}","amount":1234567.89,"currency":"RUB"}`);
});

it("leaves out what is null or undefined, and nothing else", () => {
  expect(updateBody({ invoiceUuid, status: null, amount: null, cancellationDetails: null, refund: null, expiredAt: undefined, refundable: false, cancellable: null })).toEqual({ invoiceUuid, refundable: false });
});

it("cuts the reason to 255 characters without breaking one", () => {
  const { cancellationDetails } = updateBody({ invoiceUuid, cancellationDetails: `${"я".repeat(254)}👉🏽 конец` });
  expect(Array.from(cancellationDetails as string)).toHaveLength(255);
  expect(JSON.stringify(cancellationDetails)).not.toMatch(/\\ud83d/i);
  expect(updateBody({ invoiceUuid, cancellationDetails: "коротко" })).toMatchObject({ cancellationDetails: "коротко" });
});

it("writes any sum exactly", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 999_999_999_999n), (kopecks) => {
      const text = writeCrmJson(jsonRoubles(kopecks));
      expect(parseRoubles(text)).toEqual({ ok: true, kopecks });
      expect(text).not.toMatch(/\.\d*0$/);
      expect(JSON.stringify(jsonRoubles(kopecks))).toBe(`"${text}"`);
    }),
  );
});
