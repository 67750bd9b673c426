import { beforeEach, expect, it } from "vitest";
import { GET as authGet, POST as authPost } from "#app/api/auth/[...nextauth]/route.ts";
import { GET as me } from "#app/api/me/route.ts";
import { openBrowser } from "#testing/browser.ts";
import { db } from "#lib/db.ts";
import { createUser } from "./create-user.ts";

const email = "anna@example.ru";
const password = "верный пароль 1";

beforeEach(async () => {
  await createUser({ email, password });
});

it("opens a session for the right password, whatever the case of the e-mail", async () => {
  const browser = openBrowser();
  expect((await browser.visit(me, "/api/me")).status).toBe(401);
  const answer = await browser.signIn("  Anna@Example.RU ", password);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ url: "http://localhost:3000/" });
  const account = await browser.visit(me, "/api/me");
  expect(await account.json()).toMatchObject({ email, locale: "ru" });
  expect(await db.userSession.count()).toBe(1);
});

it("tells nothing about who has an account", async () => {
  await db.user.update({ where: { email }, data: { disabledAt: new Date() } });
  const answers = await Promise.all([
    openBrowser().signIn("nobody@example.ru", password),
    openBrowser().signIn(email, password),
    openBrowser().signIn("not an e-mail", ""),
  ]);
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(new Set(bodies).size).toBe(1);
  expect(bodies[0]).toContain("CredentialsSignin");
  expect(await db.userSession.count()).toBe(0);
});

it("refuses the eleventh guess from one place, even a right one, and lets the owner in from elsewhere", async () => {
  const attacker = openBrowser({ address: "198.51.100.9" });
  const statuses: number[] = [];
  for (let i = 0; i < 10; i++) statuses.push((await attacker.signIn(email, `wrong ${String(i)}`)).status);
  expect(statuses).toEqual(Array(10).fill(401));
  const refused = await attacker.signIn(email, password);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
  expect(await refused.json()).toMatchObject({ error: { code: "too_many_requests" } });
  expect((await openBrowser({ address: "203.0.113.5" }).signIn(email, password)).status).toBe(200);
});

it("counts a burst of parallel guesses in full", async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, (_, i) => openBrowser().signIn(email, `wrong ${String(i)}`)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
});

it("forgives slips once the password was right, so that many sign-ins are no attack", async () => {
  const browser = openBrowser();
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 8; i++) await browser.signIn(email, "wrong");
    expect((await browser.signIn(email, password)).status).toBe(200);
  }
});

it("refuses the hundred-and-first guess of one caller over all accounts; an IPv6 network is one caller", async () => {
  for (let i = 0; i < 100; i++) {
    const browser = openBrowser({ address: `2001:db8::${i.toString(16)}` });
    await browser.signIn(`user${String(i)}@example.ru`, "wrong");
  }
  expect((await openBrowser({ address: "2001:db8::ffff" }).signIn(email, password)).status).toBe(429);
  expect((await openBrowser({ address: "2001:db8:1::1" }).signIn(email, password)).status).toBe(200);
});

it("goes nowhere but to our own pages", async () => {
  for (const callbackUrl of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const answer = await openBrowser().signIn(email, password, { callbackUrl });
    expect(await answer.json()).toEqual({ url: "http://localhost:3000/" });
  }
  const answer = await openBrowser().signIn(email, password, { callbackUrl: "/payments?x=1" });
  expect(await answer.json()).toEqual({ url: "http://localhost:3000/payments?x=1" });
});

it("redirects a plain form to the public address, whatever Host was sent", async () => {
  const browser = openBrowser({ origin: "http://127.0.0.1:3000" });
  const right = await browser.signIn(email, password, { json: "false" });
  expect([right.status, right.headers.get("location")]).toEqual([302, "http://localhost:3000/"]);
  const wrong = await browser.signIn(email, "wrong", { json: "false" });
  expect(wrong.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/api\/auth\/error\?error=CredentialsSignin/);
  const page = await browser.visit(authGet, "/api/auth/signin?callbackUrl=https://evil.example");
  expect(page.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/sign-in\?callbackUrl=http%3A%2F%2Flocalhost%3A3000%2F/);
});

it("needs next-auth's token and an origin of ours", async () => {
  const browser = openBrowser();
  const form = { email, password, json: "true" };
  const path = "/api/auth/callback/credentials";
  const untokened = await browser.visit(authPost, path, { method: "POST", form });
  expect(await untokened.json()).toMatchObject({ url: expect.stringContaining("csrf=true") as string });
  const foreign = await browser.visit(authPost, path, { method: "POST", form, headers: { origin: "https://evil.example" } });
  expect(foreign.status).toBe(403);
  expect(await db.userSession.count()).toBe(0);
});

it("offers none of next-auth's own pages and sinks", async () => {
  for (const path of ["verify-request", "callback/credentials", "unknown", "callback/github"]) {
    expect((await openBrowser().visit(authGet, `/api/auth/${path}`)).status).toBe(404);
  }
  expect((await openBrowser().visit(authPost, "/api/auth/_log", { method: "POST", form: {} })).status).toBe(404);
});

it("speaks the person's language in a browser that never chose one", async () => {
  await db.user.update({ where: { email }, data: { locale: "en" } });
  const fresh = openBrowser();
  await fresh.signIn(email, password);
  expect(fresh.cookies.get("locale")).toBe("en");
  const chosen = openBrowser();
  chosen.cookies.set("locale", "ru");
  await chosen.signIn(email, password);
  expect(chosen.cookies.get("locale")).toBe("ru");
});

it("never answers a failure of ours with 'wrong password'", async () => {
  await db.$executeRaw`ALTER TABLE "UserSession" RENAME TO "UserSession_gone"`;
  try {
    const answer = await openBrowser().signIn(email, password);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ error: { code: "internal" } });
  } finally {
    await db.$executeRaw`ALTER TABLE "UserSession_gone" RENAME TO "UserSession"`;
  }
});
