import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTrial, type Trial } from "../test-kit.ts";
import { flash, formFields, get, post } from "./browser-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());

describe("a manager at work", () => {
  beforeEach(() => trial.register());

  test("issues an invoice, sees the link, and then that it is paid", async () => {
    const issued = await post(trial.url, "/orders/1/issue", { shop: "alfabank|shp_1", amount: "1999.90" });
    expect(issued.url).toMatch(/^\/orders\/1\/edit\?flash=/);
    expect(flash(issued.text)).toBe("Счёт выставлен");
    expect(issued.text).toContain("https://hub.example.ru/p/8Kd2QxAbCd");
    const uuid = trial.crm.control.listInvoices()[0]?.uuid ?? "";
    const version = async () => (JSON.parse(await get(trial.url, "/orders/1/version")) as { version: string }).version;
    const before = await version();
    await trial.call("/api/v5/payment/update-invoice", {
      updateInvoice: { invoiceUuid: uuid, status: "succeeded", paidAt: "2026-03-01 12:04:11", refundable: true },
    });
    expect(await version()).not.toBe(before);
    expect(await get(trial.url, "/orders/1/edit")).toMatch(/Оплачен[\s\S]*2026-03-01 12:04:11[\s\S]*Вернуть/);
    expect(await get(trial.url, "/")).toContain("Оплачен");
    expect(await get(trial.url, "/shop/main-store/thanks?order=1001A")).toContain("Оплачен");
    trial.module.answers.set("/payment/refund", {
      body: { success: true, result: { id: "rf_1", status: "succeeded", amount: 500 } },
    });
    const refunded = await post(trial.url, `/invoices/${uuid}/refund`, { amount: "500", twice: "1" });
    expect(flash(refunded.text)).toBe("Возврат принят модулем");
    expect(trial.module.calls.filter((call) => call.path === "/payment/refund")).toHaveLength(2);
    expect(refunded.text).toMatch(/500,00\s₽ —\s+выполнен/);
  });

  test("approves a hold, cancels, presses buttons out of turn", async () => {
    await post(trial.url, "/orders/1/issue", { shop: "alfabank|shp_1", amount: "1999.90", twice: "1" });
    const uuid = trial.crm.control.listInvoices()[0]?.uuid ?? "";
    expect(trial.module.calls).toHaveLength(2);
    await trial.call("/api/v5/payment/update-invoice", {
      updateInvoice: { invoiceUuid: uuid, status: "waitingForCapture", expiredAt: "2026-03-08 12:00:00" },
    });
    expect(await get(trial.url, "/orders/1/edit")).toMatch(/Ждёт подтверждения[\s\S]*2026-03-08 12:00:00/);
    expect(flash((await post(trial.url, `/invoices/${uuid}/approve`, { amount: "1500" })).text)).toBe(
      "Подтверждение принято модулем",
    );
    trial.module.answers.set("/payment/cancel", {
      status: 400,
      body: { success: false, errorMsg: "Уже оплачен, сделайте возврат" },
    });
    expect(flash((await post(trial.url, `/invoices/${uuid}/cancel`)).text)).toBe(
      "Модуль отказал: Уже оплачен, сделайте возврат",
    );
    expect(flash((await post(trial.url, `/invoices/${uuid}/resend`)).text)).toBe("Счёт выставлен");
    expect(flash((await post(trial.url, `/invoices/${uuid}/explode`)).text)).toContain("Проверьте поля формы");
    expect(flash((await post(trial.url, `/invoices/${uuid}/approve`, { amount: "много" })).text)).toContain(
      "not a sum",
    );
  });

  test("makes and changes an order; mistakes keep what was typed", async () => {
    const bad = await post(trial.url, "/orders/new", { item0_name: "Кофе <молотый>", item0_price: "сто" });
    expect([bad.status, flash(bad.text)]).toEqual([400, "Проверьте поля формы: Цена: «сто»"]);
    expect(bad.text).toContain('value="Кофе &lt;молотый&gt;"');
    expect((await post(trial.url, "/orders/new", { item0_name: "" })).text).toContain("Добавьте хотя бы один товар");
    const fields = {
      item0_name: "Кофе",
      item0_price: "499,90",
      item0_quantity: "2",
      item0_vat: "vat7",
      deliveryCost: "300",
      deliveryName: "Курьер",
      firstName: "Анна",
      email: "a@example.ru",
      site: "outlet",
    };
    const made = await post(trial.url, "/orders/new", fields);
    expect(flash(made.text)).toBe("Заказ сохранён");
    const order = trial.crm.control.listOrders().at(-1);
    expect(order).toMatchObject({
      sum: "1299.80",
      site: "outlet",
      items: [{ quantity: "2", vat: "vat7" }],
      customer: { firstName: "Анна", email: "a@example.ru" },
    });
    const changed = await post(trial.url, `/orders/${String(order?.id)}/change`, { ...fields, deliveryCost: "" });
    expect(changed.status).toBe(200);
    expect(trial.crm.control.listOrders().at(-1)).toMatchObject({ sum: "999.80", delivery: null });
  });

  test("changing an order through its form keeps every field", async () => {
    const before = trial.crm.control.listOrders();
    for (const order of before) {
      const form = await get(trial.url, `/orders/${String(order.id)}/change`);
      await post(trial.url, `/orders/${String(order.id)}/change`, formFields(form));
    }
    expect(trial.crm.control.listOrders()).toEqual(before);
  });

  test("sum by hand and back, cancelling and reopening the order", async () => {
    await post(trial.url, "/orders/1/sum", { sum: "2400" });
    expect(trial.crm.control.getOrder({ order: 1 }).sum).toBe("2400.00");
    expect(flash((await post(trial.url, "/orders/1/sum", { sum: "-5" })).text)).toContain("Проверьте");
    await post(trial.url, "/orders/1/sum");
    expect(trial.crm.control.getOrder({ order: 1 }).sum).toBe("1999.90");
    await post(trial.url, "/orders/1/status", { status: "cancel" });
    expect(await get(trial.url, "/")).toContain("Отменён");
    await post(trial.url, "/orders/1/status", { status: "new" });
    expect(trial.crm.control.getOrder({ order: 1 }).status).toBe("new");
  });

  test("an empty list of shops says what to do", async () => {
    await trial.register({ integrations: undefined });
    expect(await get(trial.url, "/orders/1/edit")).toContain("Нет активных магазинов модуля");
  });
});
