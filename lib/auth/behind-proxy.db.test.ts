import { beforeEach, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env["PUBLIC_URL"] = "https://hub.example.ru";
});

import { GET as authGet } from "#app/api/auth/[...nextauth]/route.ts";
import { GET as me } from "#app/api/me/route.ts";
import { openBrowser } from "#testing/browser.ts";
import { createUser } from "./create-user.ts";
import { ownLocation } from "./own-location.ts";

/** C-68: a container that sees itself as another address than the world does. */
const email = "anna@example.ru";
const password = "верный пароль 1";
const origin = "https://hub.example.ru";
const inside = { host: "0.0.0.0:3000", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" };

beforeEach(async () => {
  await createUser({ email, password });
});

const signIn = (plain: Record<string, string>) => openBrowser({ origin }).signIn(email, password, plain);

it("begins every Location with the public address", async () => {
  const locations = [
    (await signIn({ json: "false" })).headers.get("location"),
    (await signIn({ json: "false", callbackUrl: "https://evil.example/x" })).headers.get("location"),
    (await signIn({ json: "false", callbackUrl: "/payments" })).headers.get("location"),
    (await openBrowser({ origin }).signIn(email, "wrong", { json: "false" })).headers.get("location"),
    (await openBrowser({ origin }).visit(authGet, "/api/auth/signin", { headers: inside })).headers.get("location"),
    (await openBrowser({ origin }).visit(authGet, "/api/auth/signout", { headers: inside })).headers.get("location"),
    (await openBrowser({ origin }).visit(authGet, "/api/auth/error?error=x", { headers: inside })).headers.get("location"),
    ownLocation("/sign-in"),
  ];
  for (const location of locations) expect(location).toMatch(/^https:\/\/hub\.example\.ru\//);
  expect(locations[2]).toBe("https://hub.example.ru/payments");
});

it("sets cookies that only travel over https and only to this host", async () => {
  const browser = openBrowser({ origin });
  const answer = await browser.signIn(email, password);
  const session = answer.headers.getSetCookie().filter((line) => line.includes("session-token"));
  expect(session).toHaveLength(1);
  expect(session[0]).toMatch(/^__Host-next-auth\.session-token=/);
  for (const attribute of [/; Path=\//, /; HttpOnly/, /; Secure/, /; SameSite=Lax/]) expect(session[0]).toMatch(attribute);
  expect(session[0]).not.toMatch(/Domain=/i);
  for (const line of answer.headers.getSetCookie()) expect(line).toMatch(/; Secure/);
  expect((await browser.visit(me, "/api/me")).status).toBe(200);
});

it("refuses a state change from any other origin, also from the loopback one", async () => {
  expect((await openBrowser({ origin: "http://localhost:3000" }).signIn(email, password)).status).toBe(403);
});
