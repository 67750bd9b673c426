import { expect, it } from "vitest";
import { maskedPath } from "./masked-path.ts";

it.each([
  ["/api/alfabank/callback/k3y-Of_sync", "/api/alfabank/callback/[secret]"],
  ["//api/alfabank//callback//k3y-Of_sync/", "/api/alfabank//callback/[secret]/"],
  ["/p/Ab3dE6gH9j", "/p/[secret]"],
  ["/p/Ab3dE6gH9j/result", "/p/[secret]/result"],
  ["/claim/t0ken", "/claim/[secret]"],
  ["/invite/t0ken", "/invite/[secret]"],
  ["/payments/018f3f5e-0000-7000-8000-000000000001", "/payments/018f3f5e-0000-7000-8000-000000000001"],
  ["/api/payments", "/api/payments"],
  ["/", "/"],
])("%s → %s", (path, masked) => {
  expect(maskedPath(path)).toBe(masked);
});
