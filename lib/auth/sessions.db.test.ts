import { beforeEach, expect, it } from "vitest";
import { GET as authGet } from "#app/api/auth/[...nextauth]/route.ts";
import { POST as changePassword } from "#app/api/me/password/route.ts";
import { GET as me, PATCH as patchMe } from "#app/api/me/route.ts";
import { DELETE as endSession } from "#app/api/me/sessions/[id]/route.ts";
import { DELETE as endOthers, GET as sessions } from "#app/api/me/sessions/route.ts";
import { PUT as chooseLocale } from "#app/api/locale/route.ts";
import { type Browser, openBrowser } from "#testing/browser.ts";
import { db } from "#lib/db.ts";
import { createUser } from "./create-user.ts";
import { resetPassword } from "./reset-password.ts";
import type { SessionView } from "./session-view.ts";

const email = "anna@example.ru";
const password = "верный пароль 1";
let browser: Browser;

const signedIn = async (address = email): Promise<Browser> => {
  const fresh = openBrowser();
  expect((await fresh.signIn(address, password)).status).toBe(200);
  return fresh;
};

const statusOf = async (who: Browser): Promise<number> => (await who.visit(me, "/api/me")).status;

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

beforeEach(async () => {
  await createUser({ email, password });
  browser = await signedIn();
});

it("ends at sign-out, also for a copy of the cookie", async () => {
  const thief = openBrowser();
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
  expect(await statusOf(thief)).toBe(200);
  await browser.signOut();
  expect([...browser.cookies.keys()].filter((name) => name.includes("session-token"))).toEqual([]);
  expect(await statusOf(thief)).toBe(401);
});

it("ends after eight idle hours and after seven days at the latest", async () => {
  await db.userSession.updateMany({ data: { lastSeenAt: hoursAgo(7.9) } });
  expect(await statusOf(browser)).toBe(200);
  await db.userSession.updateMany({ data: { lastSeenAt: hoursAgo(8) } });
  expect(await statusOf(browser)).toBe(401);
  await db.userSession.updateMany({ data: { lastSeenAt: new Date(), expiresAt: hoursAgo(0) } });
  expect(await statusOf(browser)).toBe(401);
});

it("lives seven days from the sign-in, not longer", async () => {
  const { createdAt, expiresAt } = await db.userSession.findFirstOrThrow();
  expect(expiresAt.getTime() - createdAt.getTime()).toBeGreaterThan(7 * 86_400_000 - 5_000);
  expect(expiresAt.getTime() - createdAt.getTime()).toBeLessThan(7 * 86_400_000 + 5_000);
});

it("notes that it was used, at most once a minute", async () => {
  const recently = new Date(Date.now() - 30_000);
  await db.userSession.updateMany({ data: { lastSeenAt: recently } });
  await statusOf(browser);
  expect((await db.userSession.findFirstOrThrow()).lastSeenAt).toEqual(recently);
  await db.userSession.updateMany({ data: { lastSeenAt: hoursAgo(1) } });
  await statusOf(browser);
  expect((await db.userSession.findFirstOrThrow()).lastSeenAt.getTime()).toBeGreaterThan(recently.getTime());
});

it("is worth nothing once the user is disabled or the cookie altered", async () => {
  const altered = openBrowser();
  for (const [name, value] of browser.cookies) altered.cookies.set(name, `${value}x`);
  expect(await statusOf(altered)).toBe(401);
  await db.user.updateMany({ data: { disabledAt: new Date() } });
  expect(await statusOf(browser)).toBe(401);
});

it("is told by next-auth's own session endpoint too", async () => {
  const alive = await browser.visit(authGet, "/api/auth/session");
  expect(await alive.json()).toMatchObject({ user: { email } });
  await db.userSession.updateMany({ data: { revokedAt: new Date() } });
  const ended = await browser.visit(authGet, "/api/auth/session");
  expect(await ended.json()).toEqual({});
});

it("lists own sessions only and ends another one", async () => {
  await createUser({ email: "boris@example.ru", password });
  const boris = await signedIn("boris@example.ru");
  const phone = await signedIn();
  const { items } = (await (await browser.visit(sessions, "/api/me/sessions")).json()) as { items: SessionView[] };
  expect(items).toHaveLength(2);
  expect(items.filter(({ current }) => current)).toHaveLength(1);
  const other = items.find(({ current }) => !current)?.id ?? "";
  const end = (who: Browser, id: string) =>
    who.visit(endSession, `/api/me/sessions/${id}`, { method: "DELETE", params: { id } });
  expect((await end(boris, other)).status).toBe(404);
  expect((await end(browser, "not-an-id")).status).toBe(404);
  expect(await statusOf(phone)).toBe(200);
  expect((await end(browser, other)).status).toBe(204);
  expect((await end(browser, other)).status).toBe(204);
  expect(await statusOf(phone)).toBe(401);
  expect(await statusOf(browser)).toBe(200);
});

it("ends all others at once, and nobody else's", async () => {
  await createUser({ email: "boris@example.ru", password });
  const boris = await signedIn("boris@example.ru");
  const phone = await signedIn();
  expect((await browser.visit(endOthers, "/api/me/sessions", { method: "DELETE" })).status).toBe(204);
  expect(await Promise.all([browser, phone, boris].map(statusOf))).toEqual([200, 401, 200]);
});

it("survives a password change only here", async () => {
  const phone = await signedIn();
  const change = (body: unknown) => browser.visit(changePassword, "/api/me/password", { method: "POST", body });
  const wrong = await change({ current: "no", next: "another long one" });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: { fields: { current: ["Неверный пароль"] } } });
  expect((await change({ current: password, next: "short" })).status).toBe(400);
  expect((await change({ current: password, next: "password123" })).status).toBe(400);
  expect((await change({ current: password, next: email })).status).toBe(400);
  expect((await change({ current: password, next: "another long one" })).status).toBe(204);
  expect(await statusOf(phone)).toBe(401);
  expect(await statusOf(browser)).toBe(200);
  expect((await openBrowser().signIn(email, password)).status).toBe(401);
  expect((await openBrowser().signIn(email, "another long one")).status).toBe(200);
});

it("ends with all others when the operator gives the person a new password", async () => {
  await resetPassword({ email: "ANNA@example.ru", password: "given by the operator" });
  expect(await statusOf(browser)).toBe(401);
  expect((await openBrowser().signIn(email, password)).status).toBe(401);
  expect((await openBrowser().signIn(email, "given by the operator")).status).toBe(200);
  await expect(resetPassword({ email: "nobody@example.ru", password: "given by the operator" })).rejects.toMatchObject({
    fields: { email: ["email_unknown"] },
  });
  await expect(resetPassword({ email, password: "short" })).rejects.toMatchObject({ code: "invalid_input" });
});

it("cannot be used to guess the password it does not know", async () => {
  const guess = () => browser.visit(changePassword, "/api/me/password", { method: "POST", body: { current: "no", next: "another long one" } });
  for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(400);
  expect((await guess()).status).toBe(429);
});

it("keeps name, time zone and language", async () => {
  const patch = (body: unknown) => browser.visit(patchMe, "/api/me", { method: "PATCH", body });
  const saved = await patch({ name: " Анна ", timeZone: "Asia/Vladivostok", email: "other@example.ru", locale: "xx" });
  expect(await saved.json()).toEqual({ email, name: "Анна", locale: "ru", timeZone: "Asia/Vladivostok", secondStep: { onSince: null, recoveryCodesLeft: 0 } });
  const refused = await patch({ timeZone: "Mars/Olympus", name: "x".repeat(81) });
  expect(refused.status).toBe(400);
  expect(Object.keys(((await refused.json()) as { error: { fields: object } }).error.fields).sort()).toEqual(["name", "timeZone"]);
  const foreign = await browser.visit(patchMe, "/api/me", { method: "PATCH", body: {}, headers: { origin: "https://evil.example" } });
  expect(foreign.status).toBe(403);
  await browser.visit(chooseLocale, "/api/locale", { method: "PUT", body: { locale: "en" } });
  expect(browser.cookies.get("locale")).toBe("en");
  expect(await (await browser.visit(me, "/api/me")).json()).toMatchObject({ locale: "en" });
  expect((await openBrowser().visit(chooseLocale, "/api/locale", { method: "PUT", body: { locale: "de" } })).status).toBe(400);
});
