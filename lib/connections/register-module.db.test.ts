import { crm, crmUrl, editsAt } from "#testing/crm-accounts.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { transaction } from "#lib/transaction.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { keyColumns } from "./open-connection.ts";
import { overdueRegistrations } from "./overdue-registrations.ts";
import { registerModule, runRegistrationJob } from "./register-module.ts";
import { requestRegistration } from "./request-registration.ts";

const foreign = {
  code: "alfabank", integrationCode: "alfabank", name: "Чужой", logo: "http://127.0.0.1:9/l.svg", active: true, clientId: "11111111-2222-4333-8444-555555555555",
  baseUrl: "http://127.0.0.1:9", accountUrl: "http://127.0.0.1:9/open",
};

let id: string;

beforeEach(async () => {
  id = newUuid();
  await db.connection.create({
    data: { id, systemUrl: crmUrl, name: "Магазин", moduleCode: "alfabank", integrationCode: "alfabank", ...keyColumns(id, sandboxAccount.apiKey) },
  });
});

const connection = () => db.connection.findUniqueOrThrow({ where: { id } });
const openProblems = async () => (await db.problem.findMany({ where: { clearedAt: null } })).map(({ kind }) => kind);
const jobs = () => db.$queryRaw<{ delay: number }[]>`
  SELECT extract(epoch FROM start_after - created_on)::float8 AS delay FROM pgboss.job WHERE name = 'register-module' ORDER BY start_after DESC`;

/** A change without the start that follows a commit, as if the process had died there. */
const request = () => db.$transaction((tx) => requestRegistration(tx, id));

const registerForeign = () =>
  fetch(`${crmUrl}/api/v5/integration-modules/alfabank/edit`, {
    method: "POST",
    headers: { "x-api-key": sandboxAccount.apiKey },
    body: new URLSearchParams({ integrationModule: JSON.stringify(foreign) }),
  });

describe("telling the CRM", () => {
  it("starts right after the commit of the change", async () => {
    await transaction((tx) => requestRegistration(tx, id));
    await drainBackground();
    expect(await connection()).toMatchObject({ registrationState: "registered", registrationVersion: 1, registeredVersion: 1, registrationLease: null });
    expect(editsAt(crm)).toHaveLength(1);
  });

  it("happens once for the newest state, however many ask at once", async () => {
    await Promise.all(Array.from({ length: 10 }, request));
    await Promise.all(Array.from({ length: 10 }, () => registerModule(id)));
    expect(await connection()).toMatchObject({ registrationState: "registered", registrationVersion: 10, registeredVersion: 10 });
    expect(editsAt(crm)).toHaveLength(1);
  });

  it("goes on when something changes under way, and ends with the newest", async () => {
    await request();
    crm.addFault({ endpoint: "module-edit", kind: "delay", delayMs: 1_500 });
    const telling = registerModule(id);
    await expect.poll(() => crm.listFaults()).toEqual([]);
    await db.connection.update({ where: { id }, data: { active: false } });
    await request();
    await registerModule(id); // somebody is at it
    await telling;
    expect(editsAt(crm)).toHaveLength(2);
    expect(crm.listModules()).toMatchObject([{ active: false }]);
    expect(await connection()).toMatchObject({ registrationState: "registered", registeredVersion: 2 });
  });

  it("says nothing when there is nothing new", async () => {
    await registerModule(id);
    await request();
    await registerModule(id);
    await registerModule(id);
    expect(editsAt(crm)).toHaveLength(1);
  });
});

describe("a failure", () => {
  it.each(["error-500", "error-503", "drop-before", "error-429"] as const)("that passes is repeated later: %s", async (kind) => {
    await request();
    crm.addFault({ endpoint: "module-edit", kind });
    await registerModule(id);
    const failed = await connection();
    expect(failed).toMatchObject({ registrationState: "pending", registrationTries: 1, registeredVersion: 0, registrationError: expect.any(String) as unknown });
    expect(await openProblems()).toEqual(["module_not_registered"]);
    const [next] = await jobs();
    expect(next?.delay).toBeGreaterThan(3);
    await db.connection.update({ where: { id }, data: { registrationLeaseUntil: addSeconds(now(), 60) } });
    await registerModule(id); // not before its time
    expect(editsAt(crm)).toHaveLength(1);
    await db.connection.update({ where: { id }, data: { registrationLeaseUntil: addSeconds(now(), -1) } });
    await registerModule(id);
    expect(await connection()).toMatchObject({ registrationState: "registered", registrationTries: 0, registrationError: null });
    expect(await openProblems()).toEqual([]);
  });

  it("that stays waits for a person or a change", async () => {
    crm.setSwitches({ insufficientFunds: true });
    await request();
    await registerModule(id);
    expect(await connection()).toMatchObject({ registrationState: "failed", registrationError: expect.stringMatching(/^payment_required\|.*insufficient funds/) as unknown });
    await registerModule(id);
    await runRegistrationJob({ connectionId: id });
    expect(editsAt(crm)).toHaveLength(1);
    crm.setSwitches({ insufficientFunds: false });
    await request();
    await registerModule(id);
    expect(await connection()).toMatchObject({ registrationState: "registered" });
  });

  it("of an old state does not hide a newer one", async () => {
    await request();
    crm.addFault({ endpoint: "module-edit", kind: "delay", delayMs: 1_500 });
    crm.addFault({ endpoint: "module-edit", kind: "errors-map" });
    const telling = registerModule(id);
    await expect.poll(() => crm.listFaults()).toEqual([]);
    await request();
    await telling;
    expect(await connection()).toMatchObject({ registrationState: "registered", registeredVersion: 2 });
  });

  it("of the process: the job takes over when the lease runs out, and the sweep finds what lost its job", async () => {
    await request();
    await db.connection.update({ where: { id }, data: { registrationLease: "dead", registrationLeaseUntil: addSeconds(now(), 40), updatedAt: addSeconds(now(), -120) } });
    await runRegistrationJob({ connectionId: id });
    expect(editsAt(crm)).toHaveLength(0);
    expect((await jobs())[0]?.delay).toBeGreaterThan(30);
    expect(await overdueRegistrations(now(), 10)).toEqual([]);
    await db.connection.update({ where: { id }, data: { registrationLeaseUntil: addSeconds(now(), -1), updatedAt: addSeconds(now(), -120) } });
    expect(await overdueRegistrations(now(), 10)).toEqual([id]);
    await runRegistrationJob({ connectionId: id });
    expect(await connection()).toMatchObject({ registrationState: "registered" });
    expect(await overdueRegistrations(addSeconds(now(), 60), 10)).toEqual([]);
  });
});

describe("a code that is taken", () => {
  it("by another installation is left alone: we take one of our own and say so", async () => {
    await registerForeign();
    await request();
    await registerModule(id);
    const own = await connection();
    expect(own.moduleCode).toMatch(/^alfabank-[0-9a-z]{6}$/);
    expect(own).toMatchObject({ registrationState: "registered", integrationCode: "alfabank" });
    expect(crm.listModules().map(({ code, clientId }) => [code, clientId])).toEqual([["alfabank", foreign.clientId], [own.moduleCode, own.clientId]]);
    const problem = await db.problem.findFirstOrThrow({ where: { kind: "module_code_taken" } });
    expect(problem).toMatchObject({ clearedAt: null, connectionId: id, detail: { code: "alfabank", ownCode: own.moduleCode } });
    await crm.setActivity({ module: "alfabank", active: false });
    await request();
    await registerModule(id);
    expect(await connection()).toMatchObject({ moduleCode: own.moduleCode });
    expect(await openProblems()).toEqual([]);
  });

  it("by ourselves, from before a restored backup, stays ours", async () => {
    await request();
    await registerModule(id);
    await db.connection.update({ where: { id }, data: { registeredVersion: 0, registrationState: "pending" } });
    await registerModule(id);
    expect(await connection()).toMatchObject({ moduleCode: "alfabank", registrationState: "registered" });
    expect(crm.listModules()).toHaveLength(1);
  });

  it("or cannot be looked at is not risked", async () => {
    const key = crm.createKey({ scopes: ["integration_write"] });
    await db.connection.update({ where: { id }, data: keyColumns(id, key.apiKey) });
    await request();
    await registerModule(id);
    expect((await connection()).moduleCode).toMatch(/^alfabank-/);
    expect(await openProblems()).toEqual([]);
  });

  it("and cannot be looked at gets one module more, however often the answer is lost", async () => {
    const key = crm.createKey({ scopes: ["integration_write"] });
    await db.connection.update({ where: { id }, data: keyColumns(id, key.apiKey) });
    crm.addFault({ endpoint: "module-edit", kind: "drop-after", times: 2 });
    for (let times = 0; times < 3; times++) {
      await request();
      await registerModule(id);
    }
    expect(await connection()).toMatchObject({ registrationState: "registered" });
    expect(crm.listModules()).toHaveLength(1);
  });
});
