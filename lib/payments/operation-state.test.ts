import { describe, expect, it } from "vitest";
import type { OperationKind } from "#lib/generated/prisma/enums.ts";
import { type BankState, type OpenOperation, quietSeconds, resolveOperation } from "./operation-state.ts";

const sentAt = new Date("2026-11-25T12:00:00Z");
const at = (seconds: number) => new Date(sentAt.getTime() + seconds * 1000);
const soon = (kind: OperationKind) => at(quietSeconds(kind) - 1);
const later = (kind: OperationKind) => at(quietSeconds(kind));

const bank = (orderStatus: number | null, held: bigint, deposited: bigint, refunded: bigint): BankState => ({ orderStatus, held, deposited, refunded, amountsKnown: true });

const open = (kind: OperationKind, amount: bigint | null, before: [bigint, bigint, bigint]): OpenOperation => ({
  kind,
  amount,
  before: { held: before[0], deposited: before[1], refunded: before[2] },
  sentAt,
});

const deposit = open("deposit", 700n, [1000n, 0n, 0n]);
const reverse = open("reverse", null, [1000n, 0n, 0n]);
const refund = open("refund", 300n, [0n, 900n, 100n]);
const decline = open("decline", null, [0n, 0n, 0n]);

describe("took effect: known at once, and also long after", () => {
  it.each([
    ["deposit of less", deposit, bank(2, 0n, 700n, 0n)],
    ["deposit already refunded in the cabinet", deposit, bank(4, 0n, 0n, 700n)],
    ["deposit in parts", deposit, bank(8, 300n, 700n, 0n)],
    ["reverse", reverse, bank(3, 0n, 0n, 0n)],
    ["refund", refund, bank(4, 0n, 600n, 400n)],
    ["refund together with another one", refund, bank(4, 0n, 0n, 1000n)],
    ["decline", decline, bank(6, 0n, 0n, 0n)],
    ["register, since the order was found", open("register", 1000n, [0n, 0n, 0n]), bank(0, 0n, 0n, 0n)],
  ])("%s", (_, operation, state) => {
    for (const time of [at(0), soon(operation.kind), later(operation.kind), at(1_000_000)]) expect(resolveOperation(operation, state, time)).toBe("succeeded");
  });
});

describe("nothing happened: believed only after the quiet time", () => {
  it.each([
    ["deposit", deposit, bank(1, 1000n, 0n, 0n)],
    ["reverse", reverse, bank(1, 1000n, 0n, 0n)],
    ["refund", refund, bank(4, 0n, 900n, 100n)],
    ["refund, while the cabinet gave back less", refund, bank(4, 0n, 700n, 299n + 100n)],
    ["decline", decline, bank(0, 0n, 0n, 0n)],
    ["decline, payer in 3-D Secure", decline, bank(5, 0n, 0n, 0n)],
    ["an answer without a status", reverse, bank(null, 1000n, 0n, 0n)],
  ])("%s", (_, operation, state) => {
    expect(resolveOperation(operation, state, soon(operation.kind))).toBe("waiting");
    expect(resolveOperation(operation, state, later(operation.kind))).toBe("rejected");
  });

  it("a clock set back does not end the waiting early", () => {
    expect(resolveOperation(refund, bank(4, 0n, 900n, 100n), at(-3_600))).toBe("waiting");
  });
});

describe("overtaken: cannot take effect any more, so nobody has to wait", () => {
  it.each([1, 2, 3, 4])("decline of an order with status %i", (status) => {
    expect(resolveOperation(decline, bank(status, 0n, 0n, 0n), at(0))).toBe("rejected");
  });

  it("deposit of a hold that was released", () => {
    expect(resolveOperation(deposit, bank(3, 0n, 0n, 0n), at(0))).toBe("rejected");
  });

  it("but a late reversal may still hit a hold that was captured meanwhile", () => {
    const captured = bank(2, 0n, 1000n, 0n);
    expect(resolveOperation(reverse, captured, soon("reverse"))).toBe("waiting");
    expect(resolveOperation(reverse, captured, later("reverse"))).toBe("rejected");
  });
});

describe("a refund at an installation that gives no sums", () => {
  const hidden = (orderStatus: number, deposited: bigint, refunded: bigint): BankState => ({ ...bank(orderStatus, 0n, deposited, refunded), amountsKnown: false });
  const first = open("refund", 300n, [0n, 1000n, 0n]);

  it("the first one shows by the status alone", () => {
    expect(resolveOperation(first, hidden(4, 1000n, 0n), at(0))).toBe("succeeded");
    expect(resolveOperation(first, hidden(2, 1000n, 0n), later("refund"))).toBe("rejected");
  });

  it("of another one nobody can tell, however long it has been quiet", () => {
    expect(resolveOperation(refund, hidden(4, 900n, 100n), at(1_000_000))).toBe("waiting");
  });
});
