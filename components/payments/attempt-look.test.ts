import { expect, it } from "vitest";
import { attemptLook } from "./attempt-look.ts";

const at = new Date("2026-03-01T12:00:00Z");
const base = {
  state: "registered",
  bankStatus: 0,
  held: "0.00",
  deposited: "0.00",
  refunded: "0.00",
  actionCode: null,
  expiresAt: "2026-03-01T12:30:00.000Z",
  mismatch: null,
} as const;

it.each([
  [{}, "open"],
  [{ bankStatus: null }, "open"],
  [{ expiresAt: "2026-03-01T11:59:59.000Z" }, "expired"],
  [{ state: "planned" }, "planned"],
  [{ state: "rejected" }, "rejected"],
  [{ state: "unknown" }, "checking"],
  [{ bankStatus: 2, deposited: "10.00", mismatch: "amount" }, "checking"],
  [{ bankStatus: 5 }, "authenticating"],
  [{ bankStatus: 7 }, "authenticating"],
  [{ bankStatus: 1, held: "10.00" }, "held"],
  [{ bankStatus: 2, deposited: "10.00" }, "paid"],
  [{ bankStatus: 4, deposited: "7.00", refunded: "3.00" }, "paid"],
  [{ bankStatus: 4, refunded: "10.00" }, "refunded"],
  [{ bankStatus: 3 }, "reversed"],
  [{ bankStatus: 6 }, "declined"],
  [{ bankStatus: 6, actionCode: 71_015 }, "declined"],
  [{ bankStatus: 6, actionCode: -2007 }, "expired"],
  [{ bankStatus: 6, actionCode: -2014 }, "expired"],
  [{ bankStatus: 6, actionCode: 4005 }, "closed"],
] as const)("%o is %s", (part, look) => {
  expect(attemptLook({ ...base, ...part }, at)).toBe(look);
});
