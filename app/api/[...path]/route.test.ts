import { expect, it } from "vitest";
import { DELETE, GET, PATCH, POST, PUT } from "./route.ts";

it.each(Object.entries({ DELETE, GET, PATCH, POST, PUT }))("%s of an address nobody serves is told in the API's own form", async (method, handler) => {
  const answer = await handler(new Request("http://hub.example/api/nothing", { method }), { params: Promise.resolve({}) });
  expect([answer.status, await answer.json()]).toEqual([404, { error: { code: "not_found", message: expect.stringMatching(/\S/) as string } }]);
});
