import { bank, hubUrl, openShop, type Shop } from "#testing/rehearsal.ts";
import { callHub, held, opened, paid, thePayment } from "#testing/rehearsed-payment.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";

const actions = ["create", "approve", "cancel", "refund"] as const;
const words = expect.stringMatching(/[А-Яа-яA-Za-z]{3}/) as string;

interface Raw {
  status: number;
  type: string | null;
  body: unknown;
}

async function post(action: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Raw> {
  const response = await fetch(`${hubUrl}/api/retailcrm/payment/${action}`, { method: "POST", body, headers });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
}

const refusal = { status: 400, type: "application/json; charset=utf-8", body: { success: false, errorMsg: words } };

/** Everything that could have been saved or done by half. */
const traces = async () => ({
  payments: await db.payment.count(),
  attempts: await db.attempt.count(),
  operations: await db.operation.count(),
  refunds: await db.refund.count(),
  bank: (await bank.requests()).length,
});

describe.each(actions)("%s", (action) => {
  let shop: Shop;
  let before: Awaited<ReturnType<typeof traces>>;
  beforeEach(async () => {
    ({ shop } = await opened());
    before = await traces();
  });

  it.each([
    ["nothing at all", ""],
    ["no client", "x=1"],
    ["a client of nobody", `clientId=${newUuid()}&ACTION={}`],
    ["a client that is no UUID", "clientId=1%27%20OR%201=1&ACTION={}"],
    ["a client with a NUL", "clientId=%00&ACTION={}"],
    ["no structure", "clientId=CLIENT"],
    ["an empty structure", "clientId=CLIENT&ACTION="],
    ["null", "clientId=CLIENT&ACTION=null"],
    ["no JSON", "clientId=CLIENT&ACTION={oops"],
    ["a text", 'clientId=CLIENT&ACTION="text"'],
    ["a number", "clientId=CLIENT&ACTION=5"],
    ["a list", "clientId=CLIENT&ACTION=[1,2]"],
    ["an empty list, which is PHP's empty map", "clientId=CLIENT&ACTION=[]"],
    ["an empty map", "clientId=CLIENT&ACTION={}"],
    ["deep JSON", `clientId=CLIENT&ACTION=${"[".repeat(50_000)}`],
    ["deep whole JSON", `clientId=CLIENT&ACTION=${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["names of Object's own", 'clientId=CLIENT&ACTION={"__proto__":{"paymentId":"x"},"constructor":1}'],
    ["brackets without end", "clientId=CLIENT&ACTION[a][b][c][d][e][f][g]=1&ACTION[["],
    ["another action's field", "clientId=CLIENT&other={}"],
    ["two clients", `clientId=CLIENT&clientId=${newUuid()}&ACTION={}`],
  ])("%s is refused in words", async (_, template) => {
    const body = template.replaceAll("ACTION", action).replaceAll("CLIENT", shop.clientId);
    expect(await post(action, body, { "content-type": "application/x-www-form-urlencoded" })).toMatchObject(refusal);
    expect(await traces()).toEqual(before);
  });

  it("a structure nobody can read is refused in the account's language", async () => {
    await db.connection.updateMany({ data: { locale: "en" } });
    const { body } = await post(action, new URLSearchParams({ clientId: shop.clientId, [action]: "{oops" }));
    expect(body).toMatchObject({ errorMsg: expect.not.stringMatching(/[А-Яа-я]/) as string });
  });

  it("a JSON body that is none, invalid UTF-8, more than a megabyte", async () => {
    expect(await post(action, "{oops", { "content-type": "application/json" })).toMatchObject(refusal);
    expect(await post(action, "[]", { "content-type": "application/json" })).toMatchObject(refusal);
    expect(await post(action, Uint8Array.from([0xff, 0xfe]))).toMatchObject(refusal);
    expect(await post(action, `x=${"y".repeat(1_000_001)}`)).toMatchObject(refusal);
    expect(await traces()).toEqual(before);
  });

  it("other methods are told what this address takes", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const response = await fetch(`${hubUrl}/api/retailcrm/payment/${action}`, { method });
      expect(response.status).toBe(405);
      expect(await response.json()).toMatchObject({ success: false });
    }
  });
});

describe.each(["approve", "cancel", "refund"] as const)("%s of a payment", (action) => {
  it.each([
    ["that never was", newUuid()],
    ["by something that is no id", "1"],
    ["by nothing", ""],
    ["by null", null],
    ["by a map", { id: 1 }],
    ["by a NUL", "\u0000"],
    ["by half a character", "\ud800"],
    ["by a very long id", "9".repeat(5_000)],
  ])("%s", async (_, paymentId) => {
    const { shop } = await paid();
    const before = await traces();
    const answer = await callHub(action, { clientId: shop.clientId, [action]: { paymentId } });
    expect(answer).toMatchObject({ status: 400, body: { success: false, errorMsg: words } });
    expect(await traces()).toEqual(before);
  });

  it("of another account is as unknown as one that never was", async () => {
    await paid();
    const { id } = await thePayment();
    const { id: _, ...row } = await db.connection.findFirstOrThrow();
    const other = await db.connection.create({ data: { ...row, sites: [], systemUrl: "https://other.retailcrm.ru", clientId: newUuid() } });
    const foreign = await callHub(action, { clientId: other.clientId, [action]: { paymentId: id } });
    expect(foreign).toEqual(await callHub(action, { clientId: other.clientId, [action]: { paymentId: newUuid() } }));
    expect(foreign.status).toBe(400);
    expect(await thePayment()).toMatchObject({ status: "succeeded", refunded: 0n });
  });
});

describe.each(["approve", "refund"] as const)("%s of a sum", (action) => {
  it.each(["0", 0, -1, "-0.01", "1.005", "1e-3", "NaN", "Infinity", "0x10", "1 000", "тысяча", [], {}, true, "9999999999999999999", "100000.01"])(
    "%j is refused before the bank is asked",
    async (amount) => {
      const { shop } = action === "approve" ? await held() : await paid();
      const { id } = await thePayment();
      const before = await traces();
      const answer = await callHub(action, { clientId: shop.clientId, [action]: { paymentId: id, amount } });
      expect(answer).toMatchObject({ status: 400, body: { success: false, errorMsg: words } });
      expect(await traces()).toEqual(before);
    },
  );

  it("less than a rouble cannot be captured, but can be given back", async () => {
    const { shop } = action === "approve" ? await held() : await paid();
    const { id } = await thePayment();
    const { status } = await callHub(action, { clientId: shop.clientId, [action]: { paymentId: id, amount: "0.99" } });
    expect(status).toBe(action === "approve" ? 400 : 200);
  });
});

describe("in the wrong state each action says what to do instead", () => {
  it("unpaid, paid, refunded, cancelled", async () => {
    const { shop, mdOrder } = await opened();
    const { id } = await thePayment();
    const say = async (action: string) => (await callHub(action, { clientId: shop.clientId, [action]: { paymentId: id } })).body["errorMsg"];
    expect(await say("approve")).toContain("нет удержанных денег");
    expect(await say("refund")).toContain("ещё не оплачен");
    await bank.payAsPayer(mdOrder);
    await bank.settle();
    expect(await say("cancel")).toContain("сделайте возврат");
    expect(await say("approve")).toBeUndefined(); // the same wish, met already
    expect(await say("refund")).toBeUndefined();
    for (const action of actions.slice(1)) expect(await say(action)).toContain("уже возвращены");
  });
});

describe("status", () => {
  const ask = async (query: string): Promise<Raw> => {
    const response = await fetch(`${hubUrl}/api/retailcrm/payment/status?${query}`);
    return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
  };

  it("tells the state in the CRM's words, having asked the bank", async () => {
    const { shop, mdOrder, link } = await opened();
    await bank.editMerchant("r-sandbox-api", { callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    const { id } = await thePayment();
    const answer = await ask(`clientId=${shop.clientId}&paymentId=${id}`);
    expect(answer).toMatchObject({
      status: 200,
      body: { success: true, result: { status: "succeeded", amount: 1000, refundable: true, cancellable: false, invoiceUrl: link, paymentId: id } },
    });
  });

  it("the bank's silence changes nothing about what is known", async () => {
    const { shop } = await opened();
    await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: -1 });
    const { id } = await thePayment();
    expect(await ask(`clientId=${shop.clientId}&paymentId=${id}`)).toMatchObject({ status: 200, body: { result: { status: "pending" } } });
  });

  it.each(["", "clientId=1", "clientId=CLIENT", "clientId=CLIENT&paymentId=x", "clientId=CLIENT&paymentId=%00", `clientId=${newUuid()}&paymentId=${newUuid()}`])(
    "%j is refused in words",
    async (query) => {
      const shop = await openShop();
      expect(await ask(query.replace("CLIENT", shop.clientId))).toMatchObject(refusal);
    },
  );
});

it("a hostile order: names, addresses and numbers of any kind are kept as text and reach the bank harmless", async () => {
  const shop = await openShop();
  const nasty = `"><script>alert(1)</script> Ж💳\u0000\ud800 %+\r\n'; DROP TABLE "Payment"; --`;
  const answer = await callHub("create", {
    clientId: shop.clientId,
    create: {
      shopId: shop.shopCode,
      invoiceUuid: newUuid(),
      amount: "1000",
      currency: "RUB",
      orderNumber: nasty,
      siteUrl: "shop.example.ru",
      items: [{ name: nasty.repeat(50), price: "1000", quantity: "1", vat: nasty }],
      customer: { email: nasty, phone: nasty, firstName: nasty },
      [nasty]: nasty,
    },
  });
  expect(answer.body).toMatchObject({ success: true });
  const [registered] = await bank.requests({ method: "register" });
  expect(registered?.fields["orderNumber"]).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
  expect(registered?.fields["description"]).not.toMatch(/[<>%+\r\n]/);
  expect((await bank.orders())[0]).toMatchObject({ amount: 100_000, status: 0 });
});
