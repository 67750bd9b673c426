import { bank, crm, crmUrl, hubUrl, openShop, type Shop, until } from "#testing/rehearsal.ts";
import "#testing/rehearsal-offer.ts";
import { signedIn } from "#testing/people.ts";
import { GET as listRoute, POST as startRoute } from "#app/api/syncs/[id]/drills/route.ts";
import { expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { deliverPayment } from "#lib/deliveries/deliver-payment.ts";
import { settleDueAttempt } from "#lib/payments/settle-due-attempt.ts";
import { crmPartner } from "./crm-partner.ts";
import type { DrillKind } from "./drill-schema.ts";
import type { DrillsView } from "./drill-view.ts";

async function sandboxShop(confirmation: "auto" | "manual" = "auto"): Promise<Shop> {
  const shop = await openShop({ confirmation });
  await db.sync.updateMany({ data: { environment: "sandbox" } });
  return shop;
}

async function person(shop: Shop, role: "owner" | "manager" | "viewer" | null = "manager") {
  const { browser, userId } = await signedIn(role === null ? {} : { [shop.connectionId]: role }, { origin: hubUrl });
  const path = `/api/syncs/${shop.syncId}/drills`;
  const params = { id: shop.syncId };
  const view = async (response: Response) => (await response.json()) as DrillsView;
  const start = (kind: string) => browser.visit(startRoute, path, { method: "POST", body: { kind }, params });
  const list = () => browser.visit(listRoute, path, { params });
  return {
    userId,
    start,
    list,
    look: async () => view(await list()),
    begin: async (kind: DrillKind) => {
      const answer = await start(kind);
      expect([answer.status, answer.ok ? "" : await answer.clone().text()]).toEqual([202, ""]);
      return view(answer);
    },
  };
}

type Person = Awaited<ReturnType<typeof person>>;

const outcomeOf = (look: Person["look"], kind: DrillKind) =>
  until(async () => (await look()).newest.find((drill) => drill.kind === kind && drill.outcome !== null), `the end of ${kind}`);

const events = async () => (await db.paymentEvent.findMany({ orderBy: { id: "asc" } })).map(({ kind }) => kind);
const detailsOf = async (kind: string) => (await db.paymentEvent.findMany({ where: { kind }, orderBy: { id: "asc" } })).map(({ detail }) => detail);
const thePayment = () => db.payment.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
const refusal = async (response: Response) => ((await response.json()) as { error: { code: string; message: string } }).error;

/** What is planned for later happens now: nobody waits half a minute in a test. */
async function hurry(): Promise<void> {
  await db.attempt.updateMany({ where: { nextCheckAt: { not: null } }, data: { nextCheckAt: new Date() } });
  for (const { id } of await db.attempt.findMany()) await settleDueAttempt(id);
  await drainBackground();
  await db.delivery.updateMany({ where: { state: "pending" }, data: { nextTryAt: new Date() } });
  for (const { id } of await db.payment.findMany()) await deliverPayment(id);
}

it.each(["auto", "manual"] as const)("a lost notification (%s): found by asking, told to the CRM; other notifications are not lost", async (confirmation) => {
  const shop = await sandboxShop(confirmation);
  const manager = await person(shop);
  const begun = await manager.begin("lost_notification");
  const { id, orderNumber, status } = await thePayment();
  expect(begun).toMatchObject({ obstacle: null, builtInCrm: true, running: { kind: "lost_notification", outcome: null, payment: { id, orderNumber } } });
  expect(status).toBe("pending");
  expect(await db.notification.count()).toBe(0);
  expect((await bank.merchant("r-sandbox-api")).callback.lose).toBe(0);
  await hurry();
  expect(await outcomeOf(manager.look, "lost_notification")).toMatchObject({ outcome: "coped", payment: { id } });
  expect((await manager.look()).running).toBeNull();
  expect(await detailsOf("drill_started")).toEqual([{ drill: "lost_notification" }]);
  const story = (await events()).filter((kind) => ["drill_started", "link_opened", "drill_step", "paid", "held", "delivered"].includes(kind));
  expect(story).toEqual(["drill_started", "link_opened", "drill_step", confirmation === "auto" ? "paid" : "held", "delivered"]);
  const [invoice] = crm.listInvoices();
  expect(invoice?.status).toBe(confirmation === "auto" ? "succeeded" : "waitingForCapture");
  expect(await db.auditEntry.findMany({ where: { action: "drill.start" } })).toMatchObject([{ actor: `user:${manager.userId}`, detail: { kind: "lost_notification" } }]);
});

it("RetailCRM is down: told at the third try, and nothing is left broken", async () => {
  const manager = await person(await sandboxShop());
  await manager.begin("crm_down");
  await until(async () => (await db.paymentEvent.count({ where: { kind: "delivery_failed" } })) === 1, "the first refusal");
  await hurry();
  await hurry();
  expect(await outcomeOf(manager.look, "crm_down")).toMatchObject({ outcome: "coped" });
  expect((await events()).filter((kind) => kind.startsWith("deliver"))).toEqual(["delivery_failed", "delivery_failed", "delivered"]);
  expect(crm.listFaults()).toEqual([]);
});

it("RetailCRM that nobody was told of anything is mended, and other failures stay", async () => {
  crm.addFault({ endpoint: "check", kind: "error-503" });
  const mend = await crmPartner(`${crmUrl}/control`).refuseUpdates(2);
  expect(crm.listFaults()).toHaveLength(2);
  await mend();
  await mend();
  expect(crm.listFaults()).toMatchObject([{ endpoint: "check" }]);
});

it.each(["auto", "manual"] as const)("paid twice (%s): the second payment is flagged, ready to be given back", async (confirmation) => {
  const manager = await person(await sandboxShop(confirmation));
  await manager.begin("paid_twice");
  expect(await outcomeOf(manager.look, "paid_twice")).toMatchObject({ outcome: "coped" });
  expect(await detailsOf("paid_twice")).toEqual([{ amount: "150000" }]);
  expect(await db.problem.findMany({ where: { kind: "paid_twice", clearedAt: null } })).toHaveLength(1);
  expect(await bank.faults()).toEqual([]);
  const taken = (await bank.orders()).map(({ deposited, approved }) => (confirmation === "auto" ? deposited : approved));
  expect(taken).toEqual([150_000, 150_000]);
});

it.each(["auto", "manual"] as const)("a refund in the bank's cabinet (%s) is seen and told", async (confirmation) => {
  const manager = await person(await sandboxShop(confirmation));
  await manager.begin("cabinet_refund");
  expect(await outcomeOf(manager.look, "cabinet_refund")).toMatchObject({ outcome: "coped" });
  expect(await thePayment()).toMatchObject({ status: "succeeded", captured: 150_000n, refunded: 50_000n });
  expect(crm.listInvoices()).toMatchObject([{ refundedAmount: "500.00" }]);
});

// A capture is the harder of the two: its effect shows long before its answer. In real time: nothing but waiting makes the hub give up.
it("the bank answers too late: asked once, found out by asking", async () => {
  const manager = await person(await sandboxShop("manual"));
  const begun = await manager.begin("late_answer");
  expect(begun.running).toMatchObject({ kind: "late_answer" });
  expect((await refusal(await manager.start("paid_twice"))).message).toBe("Учения на этой синхронизации уже идут. Дождитесь конца");
  await until(async () => (await db.paymentEvent.count({ where: { kind: "operation_unknown" } })) === 1, "the bank's silence");
  expect(await outcomeOf(manager.look, "late_answer")).toMatchObject({ outcome: "coped" });
  await drainBackground();
  expect(await bank.requests({ method: "deposit" })).toHaveLength(1);
  expect(await bank.faults()).toEqual([]);
});

it("in an account of somebody else the newest unpaid invoice is played, and what needs the built-in RetailCRM is refused", async () => {
  const shop = await sandboxShop();
  const manager = await person(shop);
  // The CRM is reached under another name than the built-in one.
  await db.connection.updateMany({ data: { systemUrl: crmUrl.replace("127.0.0.1", "127.0.0.2") } });
  expect(await manager.look()).toMatchObject({ obstacle: null, builtInCrm: false });
  for (const kind of ["crm_down", "paid_twice"]) {
    const answer = await manager.start(kind);
    expect([answer.status, (await refusal(answer)).message]).toEqual([409, expect.stringContaining("нужен встроенный RetailCRM")]);
  }
  const none = await manager.start("lost_notification");
  expect([none.status, (await refusal(none)).message]).toEqual([409, expect.stringContaining("Нет неоплаченного счёта")]);
  const order = crm.createOrder({ items: [{ name: "Чай", price: "10.00" }] });
  await crm.issueInvoice({ order: order.id, shopCode: shop.shopCode });
  const begun = await manager.begin("lost_notification");
  expect(begun.running?.payment?.orderNumber).toBe(order.number);
  expect(begun.newest.find(({ kind }) => kind === "lost_notification")?.outcome).toBeNull();
});

it("only managers and owners, only on the simulator, only while it is there, one at a time, and words for every refusal", async () => {
  const shop = await sandboxShop();
  const [viewer, stranger, owner] = [await person(shop, "viewer"), await person(shop, null), await person(shop, "owner")];
  expect([(await viewer.list()).status, (await viewer.start("crm_down")).status]).toEqual([200, 403]);
  expect([(await stranger.list()).status, (await stranger.start("crm_down")).status]).toEqual([404, 404]);
  expect((await owner.start("fire")).status).toBe(400);

  const both = await Promise.all([owner.start("lost_notification"), owner.start("lost_notification")]);
  expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
  await db.drill.updateMany({ data: { startedAt: new Date(Date.now() - 600_000), until: new Date(Date.now() - 1_000) } });
  expect((await owner.look()).newest).toMatchObject([{ outcome: "unfinished", seconds: 599 }]);

  await bank.removeMerchant("r-sandbox-api");
  const refused = await owner.start("cabinet_refund");
  expect([refused.status, (await refusal(refused)).message]).toEqual([409, expect.stringContaining("Тренажёр отказал: ")]);
  expect((await owner.look()).newest.find(({ kind }) => kind === "cabinet_refund")).toMatchObject({ outcome: "failed" });
  expect((await owner.look()).running).toBeNull();

  await db.sync.updateMany({ data: { enabled: false } });
  expect(await owner.look()).toMatchObject({ obstacle: "shop_off" });
  expect((await owner.start("crm_down")).status).toBe(409);
  await db.sync.updateMany({ data: { environment: "test", enabled: true } });
  expect([(await owner.list()).status, (await owner.start("crm_down")).status]).toEqual([409, 409]);
});
