import { expect, it } from "vitest";
import { returnPath } from "./return-path.ts";

it.each(["/", "/payments", "/payments?status=pending&q=%20#x", "/a/b"])("keeps %s", (path) => {
  expect(returnPath(path)).toBe(path);
});

it.each([
  undefined,
  null,
  "",
  "payments",
  "https://evil.example",
  "https://evil.example/payments",
  "//evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/./\\evil.example",
  "/x/..//evil.example",
  "javascript:alert(1)",
  " https://evil.example",
  "http://hub.test@evil.example",
  "http://hub.test.evil.example/",
])("sends %j home", (wanted) => {
  expect(returnPath(wanted, "http://hub.test")).toBe("/");
});

it("takes the path of our own absolute address", () => {
  expect(returnPath("http://hub.test/payments?x=1", "http://hub.test")).toBe("/payments?x=1");
  expect(returnPath("http://hub.test", "http://hub.test")).toBe("/");
  expect(returnPath("http://hub.test//evil.example", "http://hub.test")).toBe("/");
});
