import { expect, it } from "vitest";
import type { SideJson } from "./reconciliation-json.ts";
import { contested, shownSums } from "./side-look.ts";

const side = (captured: string | null, refunded: string | null = "0.00"): SideJson => ({ status: "paid", amount: "10.00", held: "0.00", captured, refunded });

it("leaves out what is nothing everywhere, and marks what is disputed", () => {
  expect(shownSums([side("10.00"), side("0.00"), null])).toEqual(["amount", "captured"]);
  expect(contested([side("10.00"), side("0.00"), null])).toEqual(["captured"]);
  expect(contested([side("10.00", "3.00"), side("10.00"), "missing"])).toEqual(["refunded"]);
});

it("takes silence for no contradiction", () => {
  expect(contested([side(null), side("10.00"), side(null)])).toEqual([]);
  expect(shownSums(["missing", null, side("0.00")])).toEqual(["amount"]);
});
