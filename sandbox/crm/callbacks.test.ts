import { afterEach, beforeEach, expect, test } from "vitest";
import { CLIENT_ID, startTrial, type Trial } from "./fake-module.test-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
  await trial.register();
});
afterEach(() => trial.close());

test("create carries the invoice as the protocol describes it", async () => {
  const issued = await trial.crm.control.issueInvoice({ order: "1004A", shopCode: "shp_1" });
  expect(issued).toMatchObject({ ok: true, message: null, link: "https://hub.example.ru/p/8Kd2QxAbCd" });
  const [call] = trial.module.calls;
  expect(call).toMatchObject({ method: "POST", path: "/payment/create", clientId: CLIENT_ID });
  expect(call?.contentType).toContain("application/x-www-form-urlencoded");
  expect(call?.payload).toMatchObject({
    shopId: "shp_1",
    invoiceType: "link",
    amount: 4269,
    currency: "RUB",
    orderNumber: "1004A",
    orderId: 4,
    siteUrl: `${trial.url}/shop/main-store`,
    customer: {
      email: "office@romashka.example.ru",
      phone: "74951234567",
      contragentType: "legal-entity",
      legalName: "ООО «Ромашка»",
      INN: "7707083893",
    },
  });
  expect(call?.payload["invoiceUuid"]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
