import { beforeEach, describe, expect, it } from "vitest";
import { DELETE as revoke } from "#app/api/connections/[id]/invitations/[invitationId]/route.ts";
import { POST as invite } from "#app/api/connections/[id]/invitations/route.ts";
import { GET as getTeam } from "#app/api/connections/[id]/members/route.ts";
import { POST as accept } from "#app/api/invitations/accept/route.ts";
import { POST as account } from "#app/api/invitations/account/route.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { type Browser, openBrowser } from "#testing/browser.ts";
import { signedIn } from "#testing/people.ts";
import { lookAtInvitation } from "./look-at-invitation.ts";
import type { TeamView } from "./team-view.ts";

const password = "верный пароль 1";
let id: string;
let owner: Awaited<ReturnType<typeof signedIn>>;

beforeEach(async () => {
  const connection = await db.connection.create({
    data: { systemUrl: "https://demo.retailcrm.ru", name: "demo", moduleCode: "m", integrationCode: "i", sealedApiKey: "x", apiKeyTail: "x" },
  });
  id = connection.id;
  owner = await signedIn({ [id]: "owner" });
});

interface Made {
  id: string;
  url: string;
}

const send = (body: unknown, browser = owner.browser) => browser.visit(invite, "/api", { method: "POST", params: { id }, body });

async function link(role = "viewer"): Promise<{ id: string; token: string }> {
  const answer = await send({ role, note: " Ольга " });
  expect(answer.status).toBe(201);
  const made = (await answer.json()) as Made;
  expect(made.url).toMatch(/^http:\/\/localhost:3000\/invite\/[0-9A-Za-z]{32}$/);
  return { id: made.id, token: made.url.slice(-32) };
}

const take = (browser: Browser, token: unknown) => browser.visit(accept, "/api", { method: "POST", body: { token } });
const signUp = (token: unknown, email: unknown, word: unknown = password) =>
  openBrowser().visit(account, "/api", { method: "POST", body: { token, email, password: word } });
const rolesNow = async () => (await db.membership.findMany({ where: { connectionId: id } })).map(({ role }) => role).sort();

describe("inviting", () => {
  it("is for owners only", async () => {
    for (const role of ["manager", "viewer"] as const) expect((await send({ role: "viewer" }, (await signedIn({ [id]: role })).browser)).status).toBe(403);
    expect((await send({ role: "king" }, (await signedIn({})).browser)).status).toBe(404);
    expect(await db.invitation.count()).toBe(0);
  });

  it.each([{}, { role: "king" }, { role: "owner", note: "x".repeat(81) }, { role: "owner", note: "a\u0000b" }, [], "x"])("refuses %j", async (body) => {
    expect((await send(body)).status).toBe(400);
  });

  it("shows the link once, keeps only its hash, and is written down", async () => {
    const { token } = await link("manager");
    expect(JSON.stringify(await db.invitation.findMany())).not.toContain(token);
    const team = await (await owner.browser.visit(getTeam, "/api", { params: { id } })).text();
    expect(team).not.toContain(token);
    expect((JSON.parse(team) as TeamView).invitations).toMatchObject([{ role: "manager", note: "Ольга" }]);
    expect(await db.auditEntry.findMany({ where: { connectionId: id } })).toMatchObject([{ action: "team.invite", actor: `user:${owner.userId}` }]);
  });

  it("is bounded", async () => {
    await db.invitation.createMany({
      data: Array.from({ length: 50 }, (_, n) => ({ connectionId: id, tokenHash: String(n), role: "viewer" as const, invitedById: owner.userId, expiresAt: addSeconds(now(), 60) })),
    });
    expect((await send({ role: "viewer" })).status).toBe(409);
    await db.invitation.updateMany({ data: { expiresAt: now() } });
    expect((await send({ role: "viewer" })).status).toBe(201);
    expect(await db.invitation.count()).toBe(1);
  });
});

describe("a link", () => {
  it("makes a signed-in person a member, once", async () => {
    const { token } = await link("manager");
    const { browser, userId } = await signedIn({});
    expect(await lookAtInvitation({ userId }, token)).toMatchObject({ connectionId: id, connectionName: "demo", role: "manager", member: false });
    const answer = await take(browser, token);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ connectionId: id });
    expect(await rolesNow()).toEqual(["manager", "owner"]);
    expect((await take((await signedIn({})).browser, token)).status).toBe(404);
    expect(await lookAtInvitation(null, token)).toBeNull();
  });

  it("lets one of five in who use it at once", async () => {
    const { token } = await link();
    const people = await Promise.all(Array.from({ length: 5 }, () => signedIn({})));
    const answers = await Promise.all(people.map(({ browser }) => take(browser, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404]);
    expect(await rolesNow()).toEqual(["owner", "viewer"]);
  });

  it("makes an account and a member of somebody new", async () => {
    const { token } = await link();
    const answer = await signUp(token, "New@Example.ru");
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ connectionId: id });
    const browser = openBrowser();
    expect((await browser.signIn("new@example.ru", password)).status).toBe(200);
    expect((await browser.visit(getTeam, "/api", { params: { id } })).status).toBe(200);
    expect((await signUp(token, "other@example.ru")).status).toBe(404);
    expect(await db.user.count({ where: { email: "other@example.ru" } })).toBe(0);
  });

  it("makes one account of many that are tried with it at once", async () => {
    const { token } = await link();
    const answers = await Promise.all(Array.from({ length: 4 }, (_, n) => signUp(token, `n${String(n)}@example.ru`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404]);
    expect(await db.user.count({ where: { email: { startsWith: "n" } } })).toBe(1);
  });

  it("stays good when the new account was not: a taken e-mail, a weak password", async () => {
    const { token } = await link();
    const { email } = await db.user.findUniqueOrThrow({ where: { id: owner.userId } });
    const taken = await signUp(token, email);
    expect(taken.status).toBe(409);
    expect(await taken.json()).toMatchObject({ error: { fields: { email: ["Пользователь с этой почтой уже есть"] } } });
    expect((await signUp(token, "a@example.ru", "short")).status).toBe(400);
    expect((await signUp(token, {}, [])).status).toBe(400);
    expect((await signUp(token, "a@example.ru")).status).toBe(201);
  });

  it("makes nobody less than he is, and is not used up by him", async () => {
    const { token } = await link("viewer");
    expect((await take(owner.browser, token)).status).toBe(200);
    expect(await lookAtInvitation(owner, token)).toMatchObject({ member: true });
    expect(await rolesNow()).toEqual(["owner"]);
    const viewer = await signedIn({ [id]: "viewer" });
    const { token: higher } = await link("manager");
    expect((await take(viewer.browser, higher)).status).toBe(200);
    expect(await rolesNow()).toEqual(["manager", "owner"]);
    expect((await take((await signedIn({})).browser, token)).status).toBe(200);
  });

  it("answers what its user had asked for", async () => {
    const { browser, userId } = await signedIn({});
    await db.accessRequest.create({ data: { userId, connectionId: id } });
    await take(browser, (await link()).token);
    expect(await db.accessRequest.count()).toBe(0);
  });

  it("ends after seven days", async () => {
    const { token } = await link();
    const { expiresAt } = await db.invitation.findFirstOrThrow();
    expect(Math.round((expiresAt.getTime() - now().getTime()) / 3_600_000)).toBe(168);
    await db.invitation.updateMany({ data: { expiresAt: addSeconds(now(), -1) } });
    expect((await take((await signedIn({})).browser, token)).status).toBe(404);
    expect((await signUp(token, "late@example.ru")).status).toBe(404);
  });

  it("ends when an owner takes it back", async () => {
    const made = await link();
    const takeBack = (browser: Browser, invitationId = made.id) => browser.visit(revoke, "/api", { method: "DELETE", params: { id, invitationId } });
    expect((await takeBack((await signedIn({ [id]: "manager" })).browser)).status).toBe(403);
    expect((await takeBack(owner.browser, "17")).status).toBe(404);
    expect((await takeBack(owner.browser)).status).toBe(204);
    expect((await takeBack(owner.browser)).status).toBe(404);
    expect((await take((await signedIn({})).browser, made.token)).status).toBe(404);
  });

  it.each(["", "x", 5, null, "' OR 1=1", "A".repeat(32), "A".repeat(5_000), ["x"]])("%j opens nothing", async (token) => {
    const { browser } = await signedIn({});
    expect([400, 404]).toContain((await take(browser, token)).status);
    expect([400, 404]).toContain((await signUp(token, "a@example.ru")).status);
    expect(await rolesNow()).toEqual(["owner"]);
  });

  it("is nothing without a session, and cannot be guessed for ever", async () => {
    const { token } = await link();
    expect((await take(openBrowser(), token)).status).toBe(401);
    const { browser } = await signedIn({});
    const statuses: number[] = [];
    for (let time = 0; time < 21; time++) statuses.push((await take(browser, "A".repeat(32))).status);
    expect(statuses.slice(-2)).toEqual([404, 429]);
  });
});
