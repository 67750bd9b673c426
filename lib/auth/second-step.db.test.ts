import { Secret, TOTP } from "otpauth";
import { beforeEach, expect, it } from "vitest";
import { GET as me } from "#app/api/me/route.ts";
import { POST as confirm } from "#app/api/me/second-step/confirm/route.ts";
import { POST as off } from "#app/api/me/second-step/off/route.ts";
import { POST as renew } from "#app/api/me/second-step/recovery-codes/route.ts";
import { POST as begin } from "#app/api/me/second-step/route.ts";
import { db } from "#lib/db.ts";
import { type Browser, openBrowser } from "#testing/browser.ts";
import { createUser } from "./create-user.ts";
import { dropSecondStep } from "./second-step.ts";

/** S5: a code from an app beside the password. */

const email = "anna@example.ru";
const password = "верный пароль 1";
const path = "/api/me/second-step";

let browser: Browser;

beforeEach(async () => {
  await createUser({ email, password });
  browser = openBrowser();
  await browser.signIn(email, password);
});

/** What the app shows; `steps` of thirty seconds from now. The next one is good already, whenever this one ends. */
const codeOf = (secret: string, steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const errorOf = async (answer: Response): Promise<unknown> => {
  const { error } = (await answer.json()) as { error: { fields?: unknown; code: string } };
  return error.fields ?? error.code;
};

async function switchOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await browser.visit(begin, path, { method: "POST", body: { password } });
  expect(begun.status).toBe(201);
  const { secret, uri } = (await begun.json()) as { secret: string; uri: string };
  expect(new URL(uri).searchParams.get("secret")).toBe(secret);
  const confirmed = await browser.visit(confirm, path, { method: "POST", body: { code: codeOf(secret) } });
  expect(confirmed.status).toBe(200);
  return { secret, ...((await confirmed.json()) as { recoveryCodes: string[] }) };
}

const account = async (): Promise<{ secondStep: { onSince: string | null; recoveryCodesLeft: number } }> =>
  (await (await browser.visit(me, "/api/me")).json()) as Awaited<ReturnType<typeof account>>;

it("needs the password to begin and a right code to come into force; until then nothing changes at sign-in", async () => {
  const refused = await browser.visit(begin, path, { method: "POST", body: { password: "wrong" } });
  expect([refused.status, await errorOf(refused)]).toEqual([400, { password: ["Неверный пароль"] }]);
  const { secret } = (await (await browser.visit(begin, path, { method: "POST", body: { password } })).json()) as { secret: string };
  const wrong = await browser.visit(confirm, path, { method: "POST", body: { code: "000000" } });
  expect(wrong.status).toBe(400);
  expect((await openBrowser().signIn(email, password)).status).toBe(200);
  expect(await account()).toMatchObject({ secondStep: { onSince: null, recoveryCodesLeft: 0 } });
  expect((await browser.visit(confirm, path, { method: "POST", body: { code: codeOf(secret) } })).status).toBe(200);
  expect(await account()).toMatchObject({ secondStep: { recoveryCodesLeft: 10 } });
});

it("asks for the code at sign-in, takes each once, and ends the other sessions when it is switched on", async () => {
  const other = openBrowser();
  await other.signIn(email, password);
  const { secret } = await switchOn();
  expect((await other.visit(me, "/api/me")).status).toBe(401);
  expect((await browser.visit(me, "/api/me")).status).toBe(200);

  const visitor = openBrowser();
  const asked = await visitor.signIn(email, password);
  expect([asked.status, await errorOf(asked)]).toEqual([401, { code: ["Введите код из приложения"] }]);
  const wrong = await visitor.signIn(email, password, { code: "000000" });
  expect([wrong.status, await errorOf(wrong)]).toEqual([401, { code: ["Код не подошёл"] }]);
  expect((await visitor.visit(me, "/api/me")).status).toBe(401);
  // The one that switched it on opens nothing any more.
  expect((await visitor.signIn(email, password, { code: codeOf(secret) })).status).toBe(401);
  const code = codeOf(secret, 1);
  const typed = `${code.slice(0, 3)} ${code.slice(3)}`;
  expect((await visitor.signIn(email, password, { code: typed })).status).toBe(200);
  expect((await visitor.visit(me, "/api/me")).status).toBe(200);
  expect((await openBrowser().signIn(email, password, { code })).status).toBe(401);
});

it("of one code sent many times at once exactly one opens a session", async () => {
  const { secret } = await switchOn();
  const code = codeOf(secret, 1);
  const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => openBrowser({ address: `192.0.2.${String(index + 10)}` }).signIn(email, password, { code })));
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
});

it("says nothing of a code to those who do not know the password", async () => {
  const { secret } = await switchOn();
  const answers = [await openBrowser().signIn(email, "wrong"), await openBrowser().signIn(email, "wrong", { code: codeOf(secret) })];
  for (const answer of answers) expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining("CredentialsSignin")]);
});

it("stops those who know the password and guess the code, from however many places", async () => {
  await switchOn();
  const statuses: number[] = [];
  for (let turn = 0; turn < 21; turn++) {
    statuses.push((await openBrowser({ address: `203.0.113.${String(turn)}` }).signIn(email, password, { code: "000000" })).status);
  }
  expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
});

it("being asked for the code is no failed attempt, however often", async () => {
  const { secret } = await switchOn();
  for (let turn = 0; turn < 12; turn++) expect((await openBrowser().signIn(email, password)).status).toBe(401);
  expect((await openBrowser().signIn(email, password, { code: codeOf(secret, 1) })).status).toBe(200);
});

it("a recovery code opens one session; new ones make the old ones worthless", async () => {
  const { recoveryCodes } = await switchOn();
  expect(recoveryCodes).toHaveLength(10);
  const [first = "", second = ""] = recoveryCodes;
  expect((await openBrowser().signIn(email, password, { code: first.toUpperCase() })).status).toBe(200);
  expect((await openBrowser().signIn(email, password, { code: first })).status).toBe(401);
  expect(await account()).toMatchObject({ secondStep: { recoveryCodesLeft: 9 } });
  const renewed = await browser.visit(renew, path, { method: "POST", body: { password } });
  const fresh = ((await renewed.json()) as { recoveryCodes: string[] }).recoveryCodes;
  expect((await openBrowser().signIn(email, password, { code: second })).status).toBe(401);
  expect((await openBrowser().signIn(email, password, { code: fresh[0] ?? "" })).status).toBe(200);
});

it("is switched off with the password, by the operator without it, and never twice on", async () => {
  await switchOn();
  expect((await browser.visit(begin, path, { method: "POST", body: { password } })).status).toBe(409);
  expect((await browser.visit(off, path, { method: "POST", body: { password: "wrong" } })).status).toBe(400);
  expect((await openBrowser().signIn(email, password)).status).toBe(401);
  expect((await browser.visit(off, path, { method: "POST", body: { password } })).status).toBe(204);
  expect((await openBrowser().signIn(email, password)).status).toBe(200);
  expect((await browser.visit(renew, path, { method: "POST", body: { password } })).status).toBe(409);

  await switchOn();
  await dropSecondStep(" Anna@example.ru ");
  expect((await openBrowser().signIn(email, password)).status).toBe(200);
  expect(await db.recoveryCode.count()).toBe(0);
  await expect(dropSecondStep("nobody@example.ru")).rejects.toMatchObject({ code: "not_found" });
});

it("keeps secret and codes unreadable in the database, and writes down who switched what", async () => {
  const { secret, recoveryCodes } = await switchOn();
  const rows = JSON.stringify([await db.user.findMany(), await db.recoveryCode.findMany()]);
  for (const told of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll("-", ""))]) expect(rows).not.toContain(told);
  await browser.visit(off, path, { method: "POST", body: { password } });
  const actions = (await db.auditEntry.findMany({ orderBy: { id: "asc" } })).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(["user.second_step_on", "user.second_step_off"]));
});
