import { expect, it } from "vitest";
import { allowedMethods, frontRoutes, handlerFor } from "./front-routes.ts";

const link = { GET: () => new Response(), HEAD: () => new Response() };
const result = { GET: () => new Response() };
const callback = { GET: () => new Response(), POST: () => new Response() };
const routes = frontRoutes([
  ["/p/[slug]", link],
  ["/p/[slug]/result", result],
  ["/api/alfabank/callback/[syncKey]", callback],
]);

it.each([
  ["/p/Ab3dEf7hJ9", link, { slug: "Ab3dEf7hJ9" }],
  ["/p/Ab3dEf7hJ9/", link, { slug: "Ab3dEf7hJ9" }],
  ["//p//Ab3dEf7hJ9", link, { slug: "Ab3dEf7hJ9" }],
  ["/p/a%20b", link, { slug: "a b" }],
  ["/p/x/result/", result, { slug: "x" }],
  ["/api/alfabank//callback/key", callback, { syncKey: "key" }],
])("matches %s", (pathname, module, params) => {
  expect(routes(pathname)).toMatchObject({ module, params });
});

it.each(["/", "/p", "/p/x/other", "/P/x", "/p/%E0%A4%A", "/api/alfabank/callback", "/p/x/result/y"])(
  "leaves %s to Next",
  (pathname) => {
    expect(routes(pathname)).toBeNull();
  },
);

it("answers HEAD through GET and knows nothing of other methods", () => {
  expect(handlerFor(result, "HEAD")).toBe(result.GET);
  expect(handlerFor(link, "HEAD")).toBe(link.HEAD);
  expect(handlerFor(link, "POST")).toBeNull();
  expect(handlerFor({ toString: () => "" }, "toString")).toBeNull();
  expect(allowedMethods(callback)).toEqual(["GET", "HEAD", "POST"]);
});
