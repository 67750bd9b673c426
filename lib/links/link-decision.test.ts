import { describe, expect, it } from "vitest";
import type { PaymentStatus } from "#lib/generated/prisma/enums.ts";
import { isOpen } from "#lib/payments/attempt-state.ts";
import { decideLink, type LinkState } from "./link-decision.ts";

const now = new Date("2026-11-25T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const ahead = (seconds: number) => ago(-seconds);

type Attempt = LinkState["attempts"][number];

const order = (given: Partial<Attempt> = {}): Attempt => ({
  id: "order",
  state: "registered",
  bankStatus: null,
  final: false,
  formUrl: "https://bank.test/form",
  createdAt: ago(300),
  registeredAt: ago(300),
  expiresAt: ahead(1_500),
  mismatch: null,
  ...given,
});

const link = (given: Partial<LinkState> = {}): LinkState => ({
  status: "pending",
  cancelRequestedAt: null,
  firstOpenedAt: null,
  createdAt: ago(3_600),
  on: true,
  linkDays: null,
  attempts: [order()],
  ...given,
});

const decide = (given: Partial<LinkState> = {}) => decideLink(link(given), now);
const form = { kind: "form", formUrl: "https://bank.test/form" };
const ask = { kind: "ask", attemptId: "order" };
const register = { kind: "register" };
const notice = (name: string) => ({ kind: "notice", notice: name });

describe("nothing to pay", () => {
  it.each([
    ["succeeded", "paid"],
    ["waitingForCapture", "paid"],
    ["refundSucceeded", "refunded"],
    ["canceled", "canceled"],
  ] as [PaymentStatus, string][])("%s: %s, whatever else is wrong with the link", (status, name) => {
    expect(decide({ status })).toEqual(notice(name));
    expect(decide({ status, on: false, linkDays: 1, createdAt: ago(1e7), attempts: [] })).toEqual(notice(name));
  });

  it("money is told before a cancel that came too late", () => {
    expect(decide({ status: "succeeded", cancelRequestedAt: ago(10) })).toEqual(notice("paid"));
  });

  it("cancelled a moment ago, though the status does not say so yet", () => {
    expect(decide({ cancelRequestedAt: ago(1) })).toEqual(notice("canceled"));
  });

  it("shop or account switched off", () => {
    expect(decide({ on: false })).toEqual(notice("off"));
  });

  it("C-35 the link's own life ends to the second, counted from the invoice", () => {
    const days = (createdAt: Date) => decide({ linkDays: 3, createdAt, attempts: [] });
    expect(days(ago(3 * 86_400))).toEqual(register);
    expect(days(ago(3 * 86_400 + 1))).toEqual(notice("expired"));
    expect(decide({ linkDays: null, createdAt: ago(10 * 365 * 86_400), attempts: [] })).toEqual(register);
  });

  it("an answer of the bank that contradicts the order closes the link: money may be there", () => {
    expect(decide({ attempts: [order({ mismatch: "amount", firstOpenedAt: null } as Partial<Attempt>)] })).toEqual(notice("checking"));
    expect(decide({ attempts: [order({ mismatch: "amount" }), order({ id: "second" })] })).toEqual(notice("checking"));
  });
});

describe("a form is given again", () => {
  it("when the order was registered less than a minute ago, however often the link is opened", () => {
    const fresh = [order({ registeredAt: ago(59), expiresAt: ahead(1_741) })];
    expect(decide({ firstOpenedAt: ago(3_000), attempts: fresh })).toEqual(form);
    expect(decide({ firstOpenedAt: ago(3_000), attempts: [order({ registeredAt: ago(60) })] })).toEqual(ask);
  });

  it("when nobody has seen it, or only just, and twenty minutes of it are left", () => {
    expect(decide({ attempts: [order({ expiresAt: ahead(20 * 60) })] })).toEqual(form);
    expect(decide({ attempts: [order({ expiresAt: ahead(20 * 60 - 1) })] })).toEqual(ask);
    expect(decide({ firstOpenedAt: ago(59) })).toEqual(form);
    expect(decide({ firstOpenedAt: ago(60) })).toEqual(ask);
  });

  it("counts from the moment of making when the registration has no time", () => {
    expect(decide({ firstOpenedAt: ago(3_000), attempts: [order({ registeredAt: null, createdAt: ago(5) })] })).toEqual(form);
  });
});

describe("the bank is asked first", () => {
  it.each([0, 5, 7, null])("about an order that may still be alive, status %s", (bankStatus) => {
    expect(decide({ firstOpenedAt: ago(3_000), attempts: [order({ bankStatus })] })).toEqual(ask);
  });

  it("about an order whose session is over: it may have been paid without our knowing", () => {
    expect(decide({ firstOpenedAt: ago(9_000), attempts: [order({ expiresAt: ago(86_400), registeredAt: ago(90_000) })] })).toEqual(ask);
  });

  it("about a registration whose outcome is not known, whatever came before it", () => {
    for (const state of ["planned", "unknown"] as const) {
      expect(decide({ attempts: [order({ state, formUrl: null })] })).toEqual(ask);
      expect(decide({ attempts: [order({ id: "first", final: true, bankStatus: 6 }), order({ state, formUrl: null })] })).toEqual(ask);
    }
  });

  it("about a found order whose form address reached nobody", () => {
    expect(decide({ attempts: [order({ formUrl: null, bankStatus: 0 })] })).toEqual(ask);
  });

  it("about the order before the last, when the last was refused and that one lives", () => {
    const attempts = [order({ registeredAt: ago(900) }), order({ id: "second", state: "rejected", final: true, formUrl: null })];
    expect(decide({ firstOpenedAt: ago(900), attempts })).toEqual(ask);
  });
});

describe("a fresh order is registered", () => {
  it("when there is none, or none that could be paid", () => {
    expect(decide({ attempts: [] })).toEqual(register);
    expect(decide({ attempts: [order({ state: "rejected", final: true })] })).toEqual(register);
    expect(decide({ attempts: [order({ bankStatus: 6, final: true })] })).toEqual(register);
  });
});

describe("isOpen: may no second order be made beside it?", () => {
  const open = (given: Partial<Attempt>) => isOpen(order(given), now);

  it.each([
    [{}, true],
    [{ bankStatus: 0 }, true],
    [{ bankStatus: 0, expiresAt: ago(119) }, true],
    [{ bankStatus: 0, expiresAt: ago(120) }, false],
    [{ bankStatus: null, expiresAt: ago(120) }, false],
    [{ bankStatus: 5, expiresAt: ago(3_600) }, true],
    [{ bankStatus: 7, expiresAt: ago(3_600) }, true],
    [{ formUrl: null }, false],
    [{ bankStatus: 5, formUrl: null }, false],
    [{ bankStatus: 2 }, false],
    [{ bankStatus: 6 }, false],
    [{ final: true }, false],
    [{ state: "unknown" }, false],
    [{ state: "planned" }, false],
  ] as [Partial<Attempt>, boolean][])("%j: %s", (given, expected) => {
    expect(open(given)).toBe(expected);
  });
});
