import { expect, it } from "vitest";
import { POST as setup } from "#app/api/setup/route.ts";
import { openBrowser } from "#testing/browser.ts";
import { db } from "#lib/db.ts";
import { createUser } from "./create-user.ts";
import { ensureFirstOwner } from "./ensure-first-owner.ts";

const password = "верный пароль 1";

const newLink = async (): Promise<string> => {
  const { setupUrl } = await ensureFirstOwner();
  expect(setupUrl).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/);
  return new URL(setupUrl ?? "").searchParams.get("token") ?? "";
};

const use = (body: unknown) => openBrowser().visit(setup, "/api/setup", { method: "POST", body });

it("makes the first owner, once", async () => {
  const token = await newLink();
  expect((await use({ token, email: "Owner@Example.ru", password })).status).toBe(201);
  expect((await openBrowser().signIn("owner@example.ru", password)).status).toBe(200);
  expect((await use({ token, email: "second@example.ru", password })).status).toBe(404);
  expect(await ensureFirstOwner()).toEqual({ setupUrl: null });
  expect(await db.user.count()).toBe(1);
});

it("has one winner when two people open it at once", async () => {
  const tokens = [await newLink(), await newLink()];
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) => use({ token: tokens[i % 2], email: `owner${String(i)}@example.ru`, password })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404, 404, 404]);
  expect(await db.user.count()).toBe(1);
});

it("is dead after a day, once any user exists, and when it was made up", async () => {
  const token = await newLink();
  expect((await use({ token: `${token}x`, email: "owner@example.ru", password })).status).toBe(404);
  await db.setupToken.updateMany({ data: { expiresAt: new Date() } });
  expect((await use({ token, email: "owner@example.ru", password })).status).toBe(404);
  const fresh = await newLink();
  await createUser({ email: "made@example.ru", password });
  expect((await use({ token: fresh, email: "owner@example.ru", password })).status).toBe(404);
  expect(await db.user.count()).toBe(1);
});

it("stores no token that opens anything", async () => {
  const token = await newLink();
  expect(JSON.stringify(await db.setupToken.findMany())).not.toContain(token);
});

it("names the fields that are wrong and keeps the link", async () => {
  const token = await newLink();
  const answer = await use({ token, email: "nonsense", password: "short" });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { fields: { email: ["Введите адрес электронной почты, например ivan@example.ru"], password: ["Не меньше 10 символов"] } } });
  expect((await use({ token, email: "owner@example.ru", password: "OWNER@example.ru" })).status).toBe(400);
  expect((await use({})).status).toBe(400);
  expect((await use([])).status).toBe(400);
  expect((await use({ token: 5, email: {}, password: null })).status).toBe(400);
  expect((await use({ token, email: "owner@example.ru", password })).status).toBe(201);
});

it("refuses a second user with the same e-mail", async () => {
  await createUser({ email: "a@example.ru", password });
  await expect(createUser({ email: "A@example.ru", password })).rejects.toMatchObject({ code: "conflict", reason: "email_taken" });
  await expect(createUser({ email: "b@example.ru", password: "short" })).rejects.toMatchObject({ code: "invalid_input" });
});
