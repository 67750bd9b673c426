import { afterEach, beforeEach, expect, test } from "vitest";
import { startTrial, type Trial } from "./test-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
  await trial.register();
});
afterEach(() => trial.close());

async function control(method: string, input: unknown = {}, type = "application/json") {
  const response = await fetch(`${trial.url}/control/${method}`, {
    method: "POST",
    headers: { "Content-Type": type },
    body: typeof input === "string" ? input : JSON.stringify(input),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("every method works over HTTP as it does in the process", async () => {
  expect(await control("issueInvoice", { order: "1001A", shopCode: "shp_1" })).toMatchObject({
    status: 200,
    body: { result: { ok: true, link: "https://hub.example.ru/p/8Kd2QxAbCd" } },
  });
  expect((await control("listOrders")).body["result"]).toEqual(trial.crm.control.listOrders());
  expect((await control("events", { kind: "callback" })).body["result"]).toMatchObject([
    { name: "create", status: 200 },
  ]);
  expect(await control("clearEvents", "")).toEqual({ status: 200, body: { result: null } });
  expect((await control("state")).body["result"]).toMatchObject({ log: [], version: 1 });
});

test("mistakes are told with the reason; nothing is done by half", async () => {
  const before = trial.crm.control.state();
  const wrong: [string, unknown, number, string][] = [
    ["nothing", {}, 404, "unknown method"],
    ["getOrder", { order: 77 }, 400, "order 77 not found"],
    ["getInvoice", { invoice: "x" }, 400, "invoice x not found"],
    ["createOrder", { items: [{ name: "Чайник", price: "дорого" }] }, 400, "not a sum in roubles"],
    ["createOrder", { items: [{ name: "Чайник", price: 1, quantity: 0 }] }, 400, "not a quantity"],
    ["createOrder", { items: [], site: "moon" }, 400, "site moon not found"],
    ["createOrder", { items: [], number: "1001A" }, 400, "order number 1001A is taken"],
    ["createOrder", { items: [], surprise: 1 }, 400, "surprise"],
    ["editKey", { key: "unknown" }, 400, "key not found"],
    ["setActivity", { module: "unknown" }, 400, "module unknown not found"],
    ["setSwitches", { nonsense: true }, 400, "unknown switch nonsense"],
    ["setSwitches", { limitStatus: "503" }, 400, "limitStatus: wrong value"],
    ["setSwitches", { lockDuringCallback: "maybe" }, 400, "lockDuringCallback: wrong value"],
    ["setSwitches", { requestsPerSecond: -1 }, 400, "wrong value"],
    ["addFault", { kind: "fire" }, 400, "kind"],
    ["savePaymentType", { name: "Без магазина" }, 400, "needs the shop of a module"],
    [
      "savePaymentType",
      { code: "cash", name: "Наличные", statusMap: { succeeded: "unknown" } },
      400,
      "unknown payment status",
    ],
    ["openModuleCard", { configUrl: "не адрес" }, 400, "configUrl"],
    ["listOrders", "{half", 400, "not JSON"],
  ];
  for (const [method, input, status, text] of wrong) {
    const answer = await control(method, input);
    expect([method, answer.status]).toEqual([method, status]);
    expect(answer.body["error"]).toContain(text);
  }
  expect(await control("reset", "", "text/plain")).toMatchObject({ status: 415 });
  expect({ ...trial.crm.control.state(), nextId: 0 }).toEqual({ ...before, nextId: 0 });
});

test("orders are made and changed; a sum set by hand can be taken back", () => {
  const order = trial.crm.control.createOrder({
    number: "77",
    site: "outlet",
    items: [{ name: "Сыр", price: 899, quantity: "0,456", unit: "кг", vat: "vat99" }],
    delivery: { cost: "100" },
    discount: 10,
    customer: { firstName: "Анна", phone: "+79000000000" },
  });
  expect(order).toMatchObject({
    number: "77",
    site: "outlet",
    sum: "499.94",
    items: [{ quantity: "0.456", vat: "vat99", total: "409.94" }],
    delivery: { name: "Доставка", cost: "100.00" },
  });
  expect(
    trial.crm.control.editOrder({
      order: "77",
      delivery: null,
      discount: 0,
      items: [{ name: "Сыр", price: "1000.01" }],
    }),
  ).toMatchObject({ sum: "1000.01", delivery: null });
  expect(trial.crm.control.setOrderSum({ order: order.id, sum: 5 })).toMatchObject({ sum: "5.00" });
  expect(trial.crm.control.setOrderSum({ order: order.id, sum: null })).toMatchObject({ sum: "1000.01" });
});

test("with several modules of one shop code the module is named", async () => {
  await trial.call("/api/v5/integration-modules/second/edit", {
    integrationModule: {
      ...(trial.crm.control.listModules()[0]?.received as object),
      code: "second",
      clientId: "second-connection",
    },
  });
  await expect(trial.crm.control.setActivity({ active: false })).rejects.toThrow("several modules");
  await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1", module: "second" });
  expect(trial.module.calls.at(-1)?.clientId).toBe("second-connection");
});
