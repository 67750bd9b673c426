import { crm, crmUrl, editsAt, otherCrm, otherCrmUrl } from "#testing/crm-accounts.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { POST as activity } from "#app/api/retailcrm/activity/route.ts";
import { POST as settings } from "#app/api/retailcrm/settings/route.ts";
import { GET as openGet, POST as openPost } from "#app/retailcrm/open/route.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { transaction } from "#lib/transaction.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { type LoopbackServer, startLoopbackServer } from "#testing/loopback-server.ts";
import { handleActivity } from "./handle-activity.ts";
import { keyColumns } from "./open-connection.ts";
import { requestRegistration } from "./request-registration.ts";

let id: string;
let clientId: string;
const servers: LoopbackServer[] = [];

beforeEach(async () => {
  id = newUuid();
  ({ clientId } = await db.connection.create({
    data: { id, systemUrl: crmUrl, publicUrl: "https://demo.retailcrm.ru", name: "Магазин", moduleCode: "alfabank", integrationCode: "alfabank", ...keyColumns(id, sandboxAccount.apiKey) },
  }));
  await transaction((tx) => requestRegistration(tx, id));
  await drainBackground();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const context = { params: Promise.resolve({}) };
type Fields = Record<string, string>;

async function call(handler: typeof activity, fields: Fields) {
  const request = new Request("http://localhost:3000/api/retailcrm/x", { method: "POST", body: new URLSearchParams(fields) });
  const response = await handler(request, context);
  return { status: response.status, body: (await response.json()) as { success: boolean; errorMsg?: string } };
}

const say = (fields: Fields) => call(activity, { clientId, ...fields });
const connection = () => db.connection.findUniqueOrThrow({ where: { id } });
const good = { status: 200, body: { success: true } };

/** A host that answers like a CRM of its own making and remembers whether it was shown a key. */
async function pretender(info: unknown, credentials: unknown = { success: true, scopes: [] }) {
  const seen: { path: string; key: unknown }[] = [];
  const server = await startLoopbackServer((request, response) => {
    seen.push({ path: request.url ?? "", key: request.headers["x-api-key"] });
    response.end(JSON.stringify(request.url === "/api/system-info" ? info : credentials));
  });
  servers.push(server);
  return { url: server.url, seen, wasShownKey: () => seen.some(({ key }) => key !== undefined) };
}

describe("activity", () => {
  it("switches off, freezes and switches on again, with a problem while it is off", async () => {
    expect(await say({ activity: '{"active":true,"freeze":true}' })).toEqual(good);
    expect(await connection()).toMatchObject({ active: true, frozen: true });
    expect(await db.problem.findMany({ where: { clearedAt: null } })).toMatchObject([{ kind: "module_off", connectionId: id }]);
    expect(await say({ activity: '{"active":false,"freeze":false}' })).toEqual(good);
    expect(await connection()).toMatchObject({ active: false, frozen: false });
    expect(await say({ activity: '{"active":true,"freeze":false}' })).toEqual(good);
    expect(await connection()).toMatchObject({ active: true, frozen: false });
    expect(await db.problem.count({ where: { clearedAt: null } })).toBe(0);
    expect(await db.auditEntry.count({ where: { action: "connection.activity", actor: "crm" } })).toBe(3);
  });

  it.each<[string, Fields]>([
    ["no activity", {}],
    ["an empty one", { activity: "" }],
    ["an empty map", { activity: "[]" }],
    ["null", { activity: "null" }],
    ["no freeze", { activity: '{"active":true}' }],
    ["no active", { activity: '{"freeze":false}' }],
    ["billing", { activity: '{"active":true,"freeze":false}', billingInfo: '{"price":990,"currency":"RUB"}' }],
    ["the technical address", { systemUrl: "SYSTEM" }],
    ["the technical address with a slash", { systemUrl: "SYSTEM/" }],
    ["the public address", { systemUrl: "https://demo.retailcrm.ru/" }],
    ["an empty address", { systemUrl: "" }],
  ])("tolerates %s and changes nothing", async (_, fields) => {
    const before = await connection();
    expect(await say(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replace("SYSTEM", crmUrl)])))).toEqual(good);
    expect(await connection()).toEqual(before);
    expect(editsAt(crm)).toHaveLength(1);
  });

  it("changes only what it says, also when another message came between", async () => {
    const before = await connection();
    await handleActivity(before, { active: false, freeze: null }, null);
    await handleActivity(before, { active: null, freeze: true }, null);
    expect(await connection()).toMatchObject({ active: false, frozen: true });
  });

  it("is not undone by the next registration", async () => {
    await say({ activity: '{"active":false}', systemUrl: crmUrl });
    await transaction((tx) => requestRegistration(tx, id));
    await drainBackground();
    expect(crm.listModules()).toMatchObject([{ active: false }]);
  });

  it.each([
    ["an unknown client", { clientId: "0198c0de-0000-7000-8000-000000000000" }, /Подключение не найдено/],
    ["a client that is no id", { clientId: "' OR 1=1 --" }, /Подключение не найдено/],
    ["no client", { clientId: "" }, /clientId/],
    ["a flag that is none", { activity: '{"active":"maybe"}' }, /active/],
    ["words", { activity: "off" }, /activity/],
  ])("refuses %s with words", async (_, fields, words) => {
    const answer = await say({ activity: '{"active":false}', ...fields });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ success: false, errorMsg: expect.stringMatching(words) as unknown });
    expect(await connection()).toMatchObject({ active: true });
  });

  it("speaks the account's language", async () => {
    await db.connection.update({ where: { id }, data: { locale: "en" } });
    expect((await say({ activity: '{"active":"maybe"}' })).body.errorMsg).toMatch(/^active: [a-z]/i);
  });
});

describe("a new address", () => {
  it.each([
    "https://evil.example", "https://demo.retailcrm.ru.evil.example", "https://demo.retailcrm.ru@evil.example/", "http://demo.retailcrm.ru", "https://169.254.169.254/",
    "https://[::ffff:10.0.0.1]/", "https://demo.retailcrm.ru:22/", "https://127.0.0.1.nip.io", "javascript:alert(1)", "x".repeat(5_000),
  ])("outside RetailCRM is refused, and the merchant's switch holds all the same: %s", async (systemUrl) => {
    const answer = await say({ activity: '{"active":false}', systemUrl });
    expect(answer.status).toBe(400);
    expect(answer.body.errorMsg).toMatch(/Адрес RetailCRM \(systemUrl\)/);
    expect(await connection()).toMatchObject({ systemUrl: crmUrl, active: false });
  });

  it("of another account is refused, and that account never sees our key", async () => {
    const answer = await say({ systemUrl: otherCrmUrl });
    expect(answer).toMatchObject({ status: 400, body: { errorMsg: expect.stringMatching(/тот же аккаунт/) as unknown } });
    expect(await connection()).toMatchObject({ systemUrl: crmUrl });
    expect(otherCrm.events({ kind: "api" }).every(({ key }) => key === null)).toBe(true);
    expect(otherCrm.events({ kind: "api", name: "credentials" })).toEqual([]);
  });

  it.each([
    ["says nothing of itself", { success: true }],
    ["says it is itself", { success: true, technicalUrl: "https://evil.example" }],
    ["does not answer like a CRM", "hello"],
  ])("of a host that %s is refused without showing it the key", async (_, info) => {
    const evil = await pretender(info);
    expect((await say({ systemUrl: evil.url })).status).toBe(400);
    expect(evil.wasShownKey()).toBe(false);
    expect(await connection()).toMatchObject({ systemUrl: crmUrl });
  });

  it("of a host where the key does not work is refused", async () => {
    const wrong = await pretender({ success: true, technicalUrl: crmUrl }, { success: false, errorMsg: 'Wrong "apiKey" value.' });
    expect((await say({ systemUrl: wrong.url })).status).toBe(400);
    expect(await connection()).toMatchObject({ systemUrl: crmUrl });
  });

  it("of the same account is taken over, and the module is registered there", async () => {
    const edits: string[] = [];
    const server = await startLoopbackServer((request, response) => {
      if (request.url?.endsWith("/edit")) edits.push(request.url);
      response.end(JSON.stringify({ success: true, technicalUrl: crmUrl, publicUrl: "https://demo.retailcrm.ru", scopes: [], info: [] }));
    });
    servers.push(server);
    expect(await say({ activity: '{"active":true,"freeze":false}', systemUrl: `${server.url}/` })).toEqual(good);
    await drainBackground();
    expect(await connection()).toMatchObject({ systemUrl: server.url, registrationState: "registered" });
    expect(edits).toEqual(["/api/v5/integration-modules/alfabank/edit"]);
    expect(await db.auditEntry.findFirstOrThrow({ where: { action: "connection.move" } })).toMatchObject({ detail: { before: crmUrl, after: server.url } });
  });

  it("that the account itself names as its public one is only remembered", async () => {
    const named = await startLoopbackServer((request, response) => {
      const { host } = request.headers;
      response.end(JSON.stringify({ success: true, technicalUrl: `http://${host ?? ""}`, publicUrl: "https://new-name.retailcrm.ru/" }));
    });
    servers.push(named);
    await db.connection.update({ where: { id }, data: { systemUrl: named.url } });
    expect(await say({ systemUrl: "https://new-name.retailcrm.ru" })).toEqual(good);
    expect(await connection()).toMatchObject({ systemUrl: named.url, publicUrl: "https://new-name.retailcrm.ru" });
  });

  it("that belongs to another connection is refused", async () => {
    const same = await pretender({ success: true, technicalUrl: crmUrl });
    const otherId = newUuid();
    await db.connection.create({ data: { id: otherId, systemUrl: same.url, name: "Другой", moduleCode: "alfabank", integrationCode: "alfabank", ...keyColumns(otherId, "another-key-0001") } });
    expect((await say({ systemUrl: same.url })).status).toBe(400);
    expect(await connection()).toMatchObject({ systemUrl: crmUrl });
  });
});

describe("settings", () => {
  const send = (value: string) => call(settings, { clientId, settings: value });

  it("follow the account's zone and language", async () => {
    expect(await send('{"timezone":{"value":"Asia/Omsk","updated_at":"2026-01-10 09:00:00"},"system_language":{"value":"es"},"work_times":[]}')).toEqual(good);
    await drainBackground();
    expect(await connection()).toMatchObject({ timeZone: "Asia/Omsk", locale: "en", registrationState: "registered" });
    expect(crm.listModules()).toMatchObject([{ name: "Alfa-Bank" }]);
    expect(await send('{"system_language":{"value":"ru"}}')).toEqual(good);
    await drainBackground();
    expect(await connection()).toMatchObject({ timeZone: "Asia/Omsk", locale: "ru" });
    expect(crm.listModules()).toMatchObject([{ name: "Альфа-Банк" }]);
  });

  it("of the same language do not register the module again", async () => {
    const { registrationVersion } = await connection();
    expect(await send('{"system_language":{"value":"ru"},"timezone":{"value":"Asia/Omsk"}}')).toEqual(good);
    expect(await connection()).toMatchObject({ timeZone: "Asia/Omsk", registrationVersion });
  });

  it.each(["", "[]", "{}", '{"timezone":null}', '{"timezone":[]}', '{"timezone":{"value":"Mars/Olympus"}}', '{"timezone":{}}'])("tolerate %j", async (value) => {
    expect(await send(value)).toEqual(good);
    expect(await connection()).toMatchObject({ timeZone: "Europe/Moscow", locale: "ru" });
  });

  it.each(["words", '"x"', "5", '{"timezone":"Asia/Omsk"}'])("refuse %j", async (value) => {
    expect((await send(value)).status).toBe(400);
  });
});

describe("opening the account", () => {
  const post = (fields: Fields, query = "") => openPost(new Request(`http://localhost:3000/retailcrm/open${query}`, { method: "POST", body: new URLSearchParams(fields) }));

  it("leads to the page of the connection, which asks for a session of its own", async () => {
    const response = await post({ clientId });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`http://localhost:3000/connections?open=${id}`);
    expect(response.headers.get("set-cookie")).toBeNull();
    const get = await openGet(new Request(`http://localhost:3000/retailcrm/open?clientId=${clientId}`));
    expect(get.headers.get("location")).toBe(`http://localhost:3000/connections?open=${id}`);
  });

  it.each<[string, Fields]>([["unknown", { clientId: newUuid() }], ["strange", { clientId: "' OR 1=1" }], ["missing", {}]])("leads to the list for a client that is %s", async (_, fields) => {
    expect((await post(fields)).headers.get("location")).toBe("http://localhost:3000/connections");
  });

  it("goes nowhere else, whatever the host or the query says", async () => {
    const request = new Request("http://evil.example/retailcrm/open?claim=https://evil.example&next=//evil.example", { method: "POST", body: "%E0%A4%A", headers: { host: "evil.example" } });
    expect((await openPost(request)).headers.get("location")).toBe("http://localhost:3000/connections");
  });

  it("hands a claim on", async () => {
    const claim = "A".repeat(32);
    expect((await post({}, `?claim=${claim}`)).headers.get("location")).toBe(`http://localhost:3000/claim/${claim}`);
  });
});
