import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { env } from "#lib/env.ts";
import { sessionIdFrom } from "./session-cookie.ts";

const name = "next-auth.session-token";
const tokenFor = (claims: Record<string, string>, secret = env().nextauthSecret, maxAge = 60) =>
  encode({ token: claims, secret, maxAge });

it("reads the session from one cookie or from its parts", async () => {
  const token = await tokenFor({ sid: "the-session" });
  expect(await sessionIdFrom(new Map([[name, token]]))).toBe("the-session");
  const parts = new Map([
    [`${name}.0`, token.slice(0, 50)],
    [`${name}.1`, token.slice(50, 90)],
    [`${name}.2`, token.slice(90)],
  ]);
  expect(await sessionIdFrom(parts)).toBe("the-session");
  parts.delete(`${name}.1`);
  expect(await sessionIdFrom(parts)).toBeNull();
});

it("believes nothing that we did not seal, or that has run out", async () => {
  const values = [
    "",
    "nonsense",
    "a.b.c.d.e",
    await tokenFor({ sid: "the-session" }, "another secret of somebody"),
    await tokenFor({ sid: "the-session" }, env().nextauthSecret, -60),
    await tokenFor({ sub: "no session in it" }),
  ];
  for (const value of values) expect(await sessionIdFrom(new Map([[name, value]]))).toBeNull();
  expect(await sessionIdFrom(new Map())).toBeNull();
});
