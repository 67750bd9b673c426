import { expect, it } from "vitest";
import { contentSecurityPolicy, plainSecurityHeaders } from "./security-headers.ts";

const rulesOf = (policy: string): Map<string, string[]> =>
  new Map(policy.split("; ").map((rule) => [rule.split(" ")[0] ?? "", rule.split(" ").slice(1)]));

it("runs no script without the nonce, frames nothing, is framed by nobody", () => {
  const rules = rulesOf(contentSecurityPolicy({ nonce: "abc", https: true, development: false }));
  expect(rules.get("script-src")).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
  expect(rules.get("style-src")).toEqual(["'self'", "'nonce-abc'"]);
  for (const name of ["frame-src", "frame-ancestors", "object-src", "base-uri"]) expect(rules.get(name)).toEqual(["'none'"]);
  expect(rules.has("upgrade-insecure-requests")).toBe(true);
});

it("says nothing about https on a loopback address", () => {
  expect(contentSecurityPolicy({ nonce: "abc", https: false, development: false })).not.toContain("upgrade-insecure");
  expect(plainSecurityHeaders(false)).not.toHaveProperty("strict-transport-security");
  expect(plainSecurityHeaders(true)).toHaveProperty("strict-transport-security");
});

it("is looser only where hot reload needs it", () => {
  const strict = contentSecurityPolicy({ nonce: "abc", https: false, development: false });
  expect(strict).not.toContain("unsafe-eval");
  expect(rulesOf(strict).get("connect-src")).toEqual(["'self'"]);
  expect(contentSecurityPolicy({ nonce: "abc", https: false, development: true })).toContain("unsafe-eval");
});
