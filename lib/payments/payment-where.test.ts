import { describe, expect, it } from "vitest";
import { parseInput } from "#lib/http/parse-input.ts";
import { paymentFilterSchema, readPaymentFilter } from "./payment-filter-schema.ts";
import { paymentWhere } from "./payment-where.ts";

const filter = (query: string) => parseInput(paymentFilterSchema, readPaymentFilter(new URLSearchParams(query)));
const where = (query: string, timeZone = "Europe/Moscow") =>
  paymentWhere(filter(query), {
    connectionIds: ["mine"],
    timeZone,
    after: null,
    found: query.includes("search=1") ? { ids: ["found"], beginnings: ["10"] } : null,
  });
const createdAt = (query: string, zone?: string) => (where(query, zone).AND as object[])[0];

describe("paymentWhere", () => {
  it("always keeps to the reader's accounts", () => {
    expect(where("")).toMatchObject({ connectionId: { in: ["mine"] } });
    expect(where("search=x&status=succeeded&connectionId=foreign")).toMatchObject({ connectionId: { in: ["mine"] } });
  });

  it("a day begins and ends in the reader's zone", () => {
    expect(createdAt("from=2026-01-01&to=2026-01-01")).toEqual({
      createdAt: { gte: new Date("2025-12-31T21:00:00Z"), lte: new Date("2026-01-01T20:59:59.999Z") },
    });
    expect(createdAt("from=2026-01-01", "Asia/Vladivostok")).toEqual({ createdAt: { gte: new Date("2025-12-31T14:00:00Z") } });
  });

  it("a day on which clocks change is as long as it really is", () => {
    const { createdAt: spring } = createdAt("from=2026-03-29&to=2026-03-29", "Europe/Berlin") as { createdAt: { gte: Date; lte: Date } };
    expect(spring.lte.getTime() + 1 - spring.gte.getTime()).toBe(23 * 3_600_000);
    const { createdAt: autumn } = createdAt("from=2026-10-25&to=2026-10-25", "Europe/Berlin") as { createdAt: { gte: Date; lte: Date } };
    expect(autumn.lte.getTime() + 1 - autumn.gte.getTime()).toBe(25 * 3_600_000);
  });

  it("the last day there is", () => {
    expect(createdAt("to=9999-12-31")).toEqual({ createdAt: { lte: new Date("9999-12-31T23:59:59.999Z") } });
  });

  it("an instant is taken as it is", () => {
    expect(createdAt("from=2026-01-01T10:00:00%2B05:00")).toEqual({ createdAt: { gte: new Date("2026-01-01T05:00:00Z") } });
  });

  it("a search names the payments found, and what fits too many to name", () => {
    const { OR } = (where("search=1042a").AND as { OR?: unknown[] }[])[1] ?? {};
    expect(OR).toEqual([{ id: { in: ["found"] } }, { orderNumber: { startsWith: "10" } }]);
  });

  it("characters that a database cannot store are no part of a search", () => {
    expect(JSON.stringify(where("search=10%0042"))).not.toContain("\\u0000");
    expect(where("search=%00")).toEqual(where(""));
  });
});

describe("the filter", () => {
  it.each([
    "status=paid",
    "status=succeeded,",
    "syncId=1",
    "from=yesterday",
    "from=2026-02-30",
    "to=2026-01-01T10:00:00",
    "from=0000-01-01",
    "from=0000-01-01T00:00:00Z",
    "to=1969-12-31",
    "to=9999-12-31T23:59:59-12:00",
    `search=${"x".repeat(101)}`,
    `cursor=${"x".repeat(201)}`,
    "sort=id",
    "sort=-createdAt,amount",
  ])("refuses %s", (query) => {
    expect(() => filter(query)).toThrow(expect.objectContaining({ code: "invalid_input" }) as Error);
  });

  it("an empty parameter is no filter", () => {
    expect(filter("search=&status=&syncId=&from=&to=&sort=&cursor=")).toEqual({});
  });
});
