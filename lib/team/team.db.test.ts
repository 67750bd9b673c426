import { beforeEach, describe, expect, it } from "vitest";
import { DELETE as decline, POST as approve } from "#app/api/connections/[id]/access-requests/[userId]/route.ts";
import { POST as ask } from "#app/api/connections/[id]/access-requests/route.ts";
import { DELETE as remove, PATCH as change } from "#app/api/connections/[id]/members/[userId]/route.ts";
import { GET as team } from "#app/api/connections/[id]/members/route.ts";
import { GET as problems } from "#app/api/problems/route.ts";
import { db } from "#lib/db.ts";
import type { Browser } from "#testing/browser.ts";
import { signedIn } from "#testing/people.ts";
import type { TeamView } from "./team-view.ts";

let id: string;
let owner: Awaited<ReturnType<typeof signedIn>>;

beforeEach(async () => {
  const connection = await db.connection.create({
    data: { systemUrl: "https://demo.retailcrm.ru", name: "demo", moduleCode: "m", integrationCode: "i", sealedApiKey: "x", apiKeyTail: "x" },
  });
  id = connection.id;
  owner = await signedIn({ [id]: "owner" });
});

const person = (role: "owner" | "manager" | "viewer") => signedIn({ [id]: role });
const code = async (response: Response) => ((await response.json()) as { error?: { code?: string } }).error?.code;
const teamOf = async (browser: Browser): Promise<TeamView> =>
  (await (await browser.visit(team, "/api", { params: { id } })).json()) as TeamView;

const setRole = (browser: Browser, userId: string, role: unknown) =>
  browser.visit(change, "/api", { method: "PATCH", params: { id, userId }, body: { role } });
const throwOut = (browser: Browser, userId: string) => browser.visit(remove, "/api", { method: "DELETE", params: { id, userId } });
const roleNow = async (userId: string) =>
  (await db.membership.findUnique({ where: { userId_connectionId: { userId, connectionId: id } } }))?.role ?? null;

describe("the list", () => {
  it("is seen by members, with what only owners may know kept from the others", async () => {
    const viewer = await person("viewer");
    await db.accessRequest.create({ data: { userId: (await signedIn({})).userId, connectionId: id } });
    const seen = await teamOf(viewer.browser);
    expect(seen.members.map(({ role, self }) => [role, self])).toEqual([["owner", false], ["viewer", true]]);
    expect([seen.invitations, seen.requests]).toEqual([[], []]);
    expect((await teamOf(owner.browser)).requests).toHaveLength(1);
  });

  it.each(["0198c0de-0000-7000-8000-000000000000", "17", "' OR 1=1"])("of %s does not exist", async (other) => {
    expect((await owner.browser.visit(team, "/api", { params: { id: other } })).status).toBe(404);
  });

  it("does not exist for strangers", async () => {
    const { browser } = await signedIn({});
    expect((await browser.visit(team, "/api", { params: { id } })).status).toBe(404);
    expect((await setRole(browser, owner.userId, "viewer")).status).toBe(404);
    expect((await setRole(browser, owner.userId, "king")).status).toBe(404);
    expect((await throwOut(browser, owner.userId)).status).toBe(404);
  });
});

describe("changing", () => {
  it("is for owners only, and is written down", async () => {
    const viewer = await person("viewer");
    const manager = await person("manager");
    expect((await setRole(manager.browser, viewer.userId, "owner")).status).toBe(403);
    expect((await setRole(viewer.browser, viewer.userId, "owner")).status).toBe(403);
    expect((await throwOut(manager.browser, viewer.userId)).status).toBe(403);
    expect((await setRole(owner.browser, viewer.userId, "manager")).status).toBe(200);
    expect(await roleNow(viewer.userId)).toBe("manager");
    expect((await throwOut(owner.browser, viewer.userId)).status).toBe(204);
    expect(await roleNow(viewer.userId)).toBeNull();
    const audit = await db.auditEntry.findMany({ where: { connectionId: id }, orderBy: { id: "asc" } });
    expect(audit.map(({ action, actor, detail }) => [action, actor, detail])).toEqual([
      ["team.role", `user:${owner.userId}`, { before: "viewer", after: "manager" }],
      ["team.remove", `user:${owner.userId}`, { role: "manager" }],
    ]);
  });

  it.each(["king", "", null, 5, ["owner"]])("to the role %j is refused", async (role) => {
    const viewer = await person("viewer");
    expect((await setRole(owner.browser, viewer.userId, role)).status).toBe(400);
  });

  it("reaches nobody who is no member", async () => {
    for (const userId of [(await signedIn({})).userId, "17", "' OR 1=1"]) {
      expect((await setRole(owner.browser, userId, "owner")).status).toBe(404);
      expect((await throwOut(owner.browser, userId)).status).toBe(404);
    }
  });

  it("takes links back that were made by whoever is no owner any more", async () => {
    const second = await person("owner");
    await db.invitation.create({ data: { connectionId: id, tokenHash: "h1", role: "owner", invitedById: second.userId, expiresAt: new Date(Date.now() + 1e6) } });
    await db.invitation.create({ data: { connectionId: id, tokenHash: "h2", role: "owner", invitedById: owner.userId, expiresAt: new Date(Date.now() + 1e6) } });
    await setRole(owner.browser, second.userId, "manager");
    expect((await db.invitation.findMany()).map(({ tokenHash }) => tokenHash)).toEqual(["h2"]);
  });

  it("from another site's page is refused", async () => {
    const viewer = await person("viewer");
    const headers = { origin: "https://evil.example" };
    const answer = await owner.browser.visit(remove, "/api", { method: "DELETE", params: { id, userId: viewer.userId }, headers });
    expect(answer.status).toBe(403);
    expect(await roleNow(viewer.userId)).toBe("viewer");
  });
});

describe("the last owner", () => {
  it("stays: neither leaves nor becomes less, until there is another", async () => {
    await person("manager");
    expect(await code(await throwOut(owner.browser, owner.userId))).toBe("conflict");
    expect(await code(await setRole(owner.browser, owner.userId, "viewer"))).toBe("conflict");
    expect((await setRole(owner.browser, owner.userId, "owner")).status).toBe(200);
    await person("owner");
    expect((await throwOut(owner.browser, owner.userId)).status).toBe(204);
    expect((await owner.browser.visit(team, "/api", { params: { id } })).status).toBe(404);
  });

  it("is not helped by an owner who may not sign in", async () => {
    const second = await person("owner");
    await db.user.update({ where: { id: second.userId }, data: { disabledAt: new Date() } });
    expect((await throwOut(owner.browser, owner.userId)).status).toBe(409);
  });

  it("is left when all owners leave at once", async () => {
    const owners = [owner, await person("owner"), await person("owner"), await person("owner")];
    const answers = await Promise.all(owners.map(({ browser, userId }) => throwOut(browser, userId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 204, 409]);
    expect(await db.membership.count({ where: { connectionId: id, role: "owner" } })).toBe(1);
  });

  it("is left when two owners throw each other out", async () => {
    const second = await person("owner");
    const answers = await Promise.all([throwOut(owner.browser, second.userId), throwOut(second.browser, owner.userId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
    expect(await db.membership.count({ where: { connectionId: id, role: "owner" } })).toBe(1);
  });
});

it("anybody may leave, and nobody twice", async () => {
  const viewer = await person("viewer");
  expect((await throwOut(viewer.browser, viewer.userId)).status).toBe(204);
  expect((await throwOut(viewer.browser, viewer.userId)).status).toBe(404);
});

describe("asking for access", () => {
  const askAs = (browser: Browser, connection = id) => browser.visit(ask, "/api", { method: "POST", params: { id: connection } });
  const problemKinds = async (browser: Browser) =>
    ((await (await browser.visit(problems, "/api/problems")).json()) as { items: { kind: string }[] }).items.map(({ kind }) => kind);

  it("is shown to owners only and answered with one click", async () => {
    const manager = await person("manager");
    const colleague = await signedIn({});
    expect((await askAs(colleague.browser)).status).toBe(202);
    expect((await askAs(colleague.browser)).status).toBe(202);
    expect(await problemKinds(owner.browser)).toEqual(["access_requested"]);
    expect(await problemKinds(manager.browser)).toEqual([]);
    const where = { method: "POST", params: { id, userId: colleague.userId }, body: { role: "viewer" } };
    expect((await manager.browser.visit(approve, "/api", where)).status).toBe(403);
    expect((await colleague.browser.visit(approve, "/api", where)).status).toBe(404);
    expect((await owner.browser.visit(approve, "/api", where)).status).toBe(200);
    expect(await roleNow(colleague.userId)).toBe("viewer");
    expect(await problemKinds(owner.browser)).toEqual([]);
    expect((await owner.browser.visit(approve, "/api", where)).status).toBe(404);
  });

  it("may be declined, and stays open while others wait", async () => {
    const people = [await signedIn({}), await signedIn({})];
    for (const { browser } of people) await askAs(browser);
    const [first, second] = people.map(({ userId }) => userId);
    const say = (userId = "") => owner.browser.visit(decline, "/api", { method: "DELETE", params: { id, userId } });
    expect((await say(first)).status).toBe(204);
    expect(await problemKinds(owner.browser)).toEqual(["access_requested"]);
    expect((await say(second)).status).toBe(204);
    expect((await say(second)).status).toBe(404);
    expect((await say("17")).status).toBe(404);
    expect(await problemKinds(owner.browser)).toEqual([]);
    expect(await db.membership.count({ where: { connectionId: id } })).toBe(1);
  });

  it("says nothing about what exists, and members have nothing to ask", async () => {
    const stranger = await signedIn({});
    for (const other of ["0198c0de-0000-7000-8000-000000000000", "17", "' OR 1=1"]) expect((await askAs(stranger.browser, other)).status).toBe(202);
    expect((await askAs(owner.browser)).status).toBe(202);
    expect(await db.accessRequest.count()).toBe(0);
  });

  it("is counted: nobody fills an owner's screen", async () => {
    const stranger = await signedIn({});
    const statuses: number[] = [];
    for (let time = 0; time < 11; time++) statuses.push((await askAs(stranger.browser)).status);
    expect(statuses.slice(-2)).toEqual([202, 429]);
    expect(await db.accessRequest.count()).toBe(1);
  });
});
