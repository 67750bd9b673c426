import { expect, it } from "vitest";
import { toldStatus } from "./delivery-status.ts";

const event = (kind: string, detail: PaymentDetail) => ({ id: "1", at: "2026-01-01T00:00:00Z", kind, actor: "crm", detail });
type PaymentDetail = Parameters<typeof toldStatus>[0]["events"][number]["detail"];

it("a message is known by what the timeline says was accepted", () => {
  const events = [event("paid", { amount: 100 }), event("delivered", { status: "succeeded", version: 2 }), event("delivered", { status: "refundSucceeded", version: 4 })];
  expect([1, 2, 3, 4].map((version) => toldStatus({ events }, { version }))).toEqual([null, "succeeded", null, "refunded"]);
  expect(toldStatus({ events: [event("delivered", ["odd"]), event("delivered", { version: 1, status: "new one" })] }, { version: 1 })).toBeNull();
});
