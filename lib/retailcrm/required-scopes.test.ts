import { expect, it } from "vitest";
import { missingScopes, requiredScopes } from "./required-scopes.ts";

const legacy = [
  "/api/integration-modules/{code}",
  "/api/integration-modules/{code}/edit",
  "/api/payment/(updateInvoice|check)",
  "/api/reference/sites",
];

it("compares the present names when there are any, whatever the old list says", () => {
  expect(missingScopes({ scopes: [...requiredScopes, "order_read"], credentials: [] })).toEqual([]);
  expect(missingScopes({ scopes: ["integration_read"], credentials: legacy })).toEqual(requiredScopes.slice(1));
});

it("reads the old list of methods for old keys", () => {
  expect(missingScopes({ scopes: [], credentials: legacy })).toEqual([]);
  expect(missingScopes({ scopes: [], credentials: ["/api/payment/check", "/api/payment/updateInvoice"] })).toEqual([
    "integration_read", "integration_write", "reference_read",
  ]);
  expect(missingScopes({ scopes: [], credentials: legacy.map((pattern) => pattern.replace("(updateInvoice|check)", "check")) })).toEqual([
    "payments_write",
  ]);
});

it("misses everything when the key may do nothing", () => {
  expect(missingScopes({ scopes: [], credentials: [] })).toEqual([...requiredScopes]);
});
