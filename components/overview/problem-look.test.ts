import { readFileSync, globSync } from "node:fs";
import { expect, it } from "vitest";
import { ru } from "#lib/i18n/messages/ru.ts";
import { problemDetail, problemHref, type ProblemJson, problemName } from "./problem-look.ts";

const problem = (part: Partial<ProblemJson>): ProblemJson => ({
  id: "1",
  kind: "other",
  connectionId: "c",
  syncId: null,
  paymentId: null,
  detail: {},
  count: 1,
  raisedAt: "2026-03-01T12:00:00Z",
  ...part,
});

it("leads to what has to be mended", () => {
  expect(problemHref(problem({ kind: "paid_twice", paymentId: "p", syncId: "s" }))).toBe("/payments/p");
  expect(problemHref(problem({ kind: "bank_login_refused", syncId: "s" }))).toBe("/syncs/s");
  expect(problemHref(problem({ kind: "notification_signature", syncId: "s" }))).toBe("/syncs/s/edit");
  expect(problemHref(problem({ kind: "crm_key_refused" }))).toBe("/connections/c#key");
});

it("shows a kind it does not know, and never leads nowhere", () => {
  expect(problemName("toString")).toBe("other");
  expect(problemHref(problem({ kind: "brand_new", syncId: "s" }))).toBe("/syncs/s");
  expect(problemHref(problem({ kind: "bank_login_refused" }))).toBe("/connections/c");
  expect(problemHref(problem({ kind: "brand_new", connectionId: null }))).toBe("/payments");
});

it("has words for every kind that the product raises", () => {
  const sources = globSync("lib/**/*.ts").filter((file) => !file.includes(".test.") && !file.includes("generated"));
  const raised = sources.flatMap((file) => {
    const source = readFileSync(file, "utf8");
    const calls = [...source.matchAll(/raiseProblem\(\s*\w+,\s*\{[^}]*?kind: (?:"(\w+)"|([A-Z]+))/g)];
    return calls.map(([, literal, constant = ""]) => literal ?? new RegExp(`${constant} = "(\\w+)"`).exec(source)?.[1] ?? "");
  });
  expect(raised.length).toBeGreaterThan(8);
  expect([...new Set(raised)].filter((kind) => problemName(kind) === "other")).toEqual([]);
  expect(Object.keys(ru.overview.problems.kinds)).toEqual(expect.arrayContaining(raised));
});

it("reads only named values of a detail", () => {
  expect(problemDetail(problem({ detail: null }))).toEqual({});
  expect(problemDetail(problem({ detail: ["x"] }))).toEqual({});
  expect(problemDetail(problem({ detail: { orderNumber: "7" } }))).toEqual({ orderNumber: "7" });
});
