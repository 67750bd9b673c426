import { bank, crmUrl, crm, hubUrl, invoiceWith, type Shop } from "#testing/rehearsal.ts";
import { asked, MERCHANT, opened, openProblems, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { letHubAge, reconcile } from "#testing/reconciled-shop.ts";
import { signedIn } from "#testing/people.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { GET as csvRoute } from "#app/api/reconciliation.csv/route.ts";
import { GET as listRoute } from "#app/api/reconciliation/differences/route.ts";
import { POST as repairRoute } from "#app/api/reconciliation/differences/[id]/repair/route.ts";
import { GET as runsRoute, POST as startRoute } from "#app/api/reconciliation/route.ts";
import { beforeEach, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import type { DifferencePage } from "./list-differences.ts";
import type { DifferenceView } from "./difference-view.ts";
import type { RunPage } from "./list-runs.ts";
import type { RunView } from "./run-view.ts";
import { addDays, moscowDay } from "./moscow-days-state.ts";

beforeEach(async () => {
  await bank.advance(-3 * 3_600_000);
});

const today = () => moscowDay(new Date());

async function person(shop: Shop, role: "owner" | "manager" | "viewer" | null) {
  const { browser, userId } = await signedIn(role === null ? {} : { [shop.connectionId]: role }, { origin: hubUrl });
  const json = async <T>(response: Response): Promise<T> => (await response.json()) as T;
  return {
    userId,
    start: (body: Record<string, unknown>) => browser.visit(startRoute, "/api/reconciliation", { method: "POST", body }),
    runs: async () => json<RunPage>(await browser.visit(runsRoute, "/api/reconciliation")),
    list: async (query = "") => json<DifferencePage>(await browser.visit(listRoute, `/api/reconciliation/differences?${query}`)),
    csv: async (query = "") => (await browser.visit(csvRoute, `/api/reconciliation.csv?${query}`)).text(),
    repair: (id: string) => browser.visit(repairRoute, `/api/reconciliation/differences/${id}/repair`, { method: "POST", body: {}, params: { id } }),
  };
}

/** A payment that the bank has and the hub has not heard of. */
async function unheard() {
  const made = await opened("1000.00");
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.payAsPayer(made.mdOrder);
  await letHubAge(180);
  return made;
}

it("a manager compares, sees what differs, and has it put right with one click; no money is moved", async () => {
  const { shop, uuid } = await unheard();
  const manager = await person(shop, "manager");
  const started = await manager.start({ syncId: shop.syncId, from: addDays(today(), -1), to: today() });
  expect(started.status).toBe(202);
  expect((await started.json()) as RunView).toMatchObject({ state: "running", syncName: "Основной", nightly: false });
  await drainBackground();
  expect((await manager.runs()).items).toMatchObject([{ state: "done", bankOrders: 1, differences: 1, crmError: null, from: addDays(today(), -1), to: today() }]);
  const { items } = await manager.list();
  expect(items).toMatchObject([{ kind: "state_differs", cause: "paid_unheard", repair: "settle", bank: { status: "paid", captured: "1000.00" }, hub: { status: "pending" }, crm: { status: "pending" } }]);
  const id = items[0]?.id ?? "";
  const answer = await manager.repair(id);
  expect([answer.status, ((await answer.json()) as DifferenceView).solvedAt]).toEqual([200, expect.any(String)]);
  await invoiceWith(uuid, "succeeded");
  expect(await openProblems()).toEqual([]);
  expect((await manager.list()).items).toEqual([]);
  expect((await manager.list("state=solved")).items).toMatchObject([{ id, repair: null }]);
  expect((await manager.repair(id)).status).toBe(409);
  for (const method of ["register", "deposit", "refund", "reverse", "decline"]) expect(await asked(method)).toBe(method === "register" ? 1 : 0);
  const audit = await db.auditEntry.findMany({ where: { action: { startsWith: "reconciliation" } }, orderBy: { id: "asc" } });
  expect(audit).toMatchObject([
    { action: "reconciliation.start", actor: `user:${manager.userId}`, subject: shop.syncId },
    { action: "reconciliation.settle", actor: `user:${manager.userId}`, detail: { kind: "state_differs", cause: "paid_unheard" } },
  ]);
});

it("an order that the journal took for refused, and the bank for registered, is taken in", async () => {
  const { shop, uuid } = await unheard();
  await db.$executeRaw`UPDATE "Attempt" SET state = 'rejected', final = true, "mdOrder" = NULL, "formUrl" = NULL`;
  await reconcile(shop.syncId);
  const manager = await person(shop, "manager");
  const [found] = (await manager.list()).items;
  expect(found).toMatchObject({ kind: "missing_in_hub", cause: "registration_unheard", repair: "settle" });
  expect(((await (await manager.repair(found?.id ?? "")).json()) as DifferenceView).solvedAt).not.toBeNull();
  await invoiceWith(uuid, "succeeded");
  expect((await thePayment()).attempts).toMatchObject([{ state: "registered", deposited: 100_000n }]);
});

it("RetailCRM is told again, refunds included, when it lost what it was told", async () => {
  const { shop, uuid } = await paid("1000.00");
  await crm.refund({ invoice: uuid, amount: "300.00" });
  await drainBackground();
  await letHubAge(180);
  await fetch(`${crmUrl}/api/v5/payment/update-invoice`, {
    method: "POST",
    headers: { "x-api-key": sandboxAccount.apiKey },
    body: new URLSearchParams({ updateInvoice: JSON.stringify({ invoiceUuid: uuid, status: "pending" }) }),
  });
  await reconcile(shop.syncId);
  const manager = await person(shop, "manager");
  const [found] = (await manager.list()).items;
  expect(found).toMatchObject({ kind: "crm_state_differs", cause: "other_status", repair: "deliver" });
  expect(((await (await manager.repair(found?.id ?? "")).json()) as DifferenceView).solvedAt).not.toBeNull();
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
});

it("a viewer sees and does nothing, a stranger does not even see", async () => {
  const { shop } = await unheard();
  await reconcile(shop.syncId);
  const [viewer, stranger] = [await person(shop, "viewer"), await person(shop, null)];
  const wish = { syncId: shop.syncId, from: today(), to: today() };
  const { items } = await viewer.list();
  expect(items).toMatchObject([{ repair: null }]);
  expect((await viewer.start(wish)).status).toBe(403);
  expect((await viewer.repair(items[0]?.id ?? "")).status).toBe(403);
  expect(await stranger.list()).toEqual({ items: [], nextCursor: null });
  expect(await stranger.runs()).toEqual({ items: [], nextCursor: null });
  expect((await stranger.csv()).trim().split("\r\n")).toHaveLength(1);
  expect((await stranger.start(wish)).status).toBe(404);
  expect((await stranger.repair(items[0]?.id ?? "")).status).toBe(404);
  expect((await stranger.repair("nonsense")).status).toBe(404);
});

it("refuses days that make no sense, with words at the field, and a second run beside the first", async () => {
  const { shop } = await paid();
  const manager = await person(shop, "manager");
  const refusal = async (body: Record<string, unknown>) => {
    const response = await manager.start(body);
    const { error } = (await response.json()) as { error: { fields?: Record<string, string[]>; message: string } };
    return { status: response.status, fields: Object.keys(error.fields ?? {}), message: error.message };
  };
  const days = (from: unknown, to: unknown) => ({ syncId: shop.syncId, from, to });
  expect(await refusal(days("2026-02-30", today()))).toMatchObject({ status: 400, fields: expect.arrayContaining(["from"]) as string[] });
  expect(await refusal(days(today(), addDays(today(), -1)))).toMatchObject({ status: 400, fields: ["to"] });
  expect(await refusal(days(addDays(today(), -31), today()))).toMatchObject({ status: 400, fields: ["to"] });
  expect(await refusal(days(today(), addDays(today(), 2)))).toMatchObject({ status: 400, fields: ["to"] });
  expect(await refusal({ ...days(today(), today()), syncId: "'; --" })).toMatchObject({ status: 400, fields: ["syncId"] });
  await db.reconciliationRun.create({ data: { syncId: shop.syncId, fromDay: new Date("2026-01-01"), toDay: new Date("2026-01-01"), requestedBy: "system" } });
  expect(await refusal(days(today(), today()))).toEqual({ status: 409, fields: [], message: expect.stringContaining("уже сверяется") as string });
});

it("filters by days, sync and state, page by page, and writes the same as a file without formulas in it", async () => {
  const { shop } = await paid();
  const { id: paymentId } = await thePayment();
  const row = (index: number) => ({
    connectionId: shop.connectionId,
    syncId: shop.syncId,
    paymentId,
    subject: `order-${String(index)}`,
    kind: "state_differs",
    cause: "paid_unheard",
    orderNumber: index === 0 ? "=cmd|' /C calc'!A0" : `N-${String(index)}`,
    day: new Date(index < 50 ? "2026-11-01" : "2026-11-02"),
    values: { bank: { status: 2, amount: "100050", held: "0", captured: "100050", refunded: "0" }, hub: null, crm: "missing" },
    lastRunId: paymentId,
  });
  await db.reconciliationDifference.createMany({ data: Array.from({ length: 60 }, (_, index) => row(index)) });
  const viewer = await person(shop, "viewer");
  const first = await viewer.list();
  expect([first.items.length, first.nextCursor]).toEqual([50, first.items[49]?.id]);
  const second = await viewer.list(`cursor=${first.nextCursor ?? ""}`);
  expect([second.items.length, second.nextCursor]).toEqual([10, null]);
  expect((await viewer.list("from=2026-11-02&to=2026-11-30")).items).toHaveLength(10);
  expect((await viewer.list("state=solved")).items).toEqual([]);
  expect((await viewer.list(`syncId=${paymentId}`)).items).toEqual([]);
  const lines = (await viewer.csv("to=2026-11-01")).trim().split("\r\n");
  expect(lines).toHaveLength(51);
  expect(lines[0]).toContain("День;Синхронизация;Заказ;");
  expect(lines.filter((line) => line.includes("1000,50"))).toHaveLength(50);
  const cells = lines.flatMap((line) => line.split(";"));
  expect(cells.filter((cell) => /^"?=/.test(cell))).toEqual([]);
  expect(cells.some((cell) => cell.includes("'=cmd"))).toBe(true);
});
