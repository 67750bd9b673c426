import { expect, it } from "vitest";
import { moduleDescription } from "./module-description.ts";

const connection = { moduleCode: "alfabank", integrationCode: "alfabank", clientId: "0d8f6a52-6f1d-4a3c-9d55-6f2f6d0c9b11", active: true, locale: "ru" };
const sync = { shopCode: "shp-3k2a9x", name: "Основной", environment: "production", enabled: true } as const;

it("describes the whole module", () => {
  expect(moduleDescription(connection, [sync], "https://hub.example.ru")).toEqual({
    code: "alfabank",
    integrationCode: "alfabank",
    name: "Альфа-Банк",
    logo: "https://hub.example.ru/module-logo.svg",
    active: true,
    clientId: connection.clientId,
    baseUrl: "https://hub.example.ru",
    accountUrl: "https://hub.example.ru/retailcrm/open",
    availableCountries: ["RU"],
    actions: { activity: "/api/retailcrm/activity", settings: "/api/retailcrm/settings" },
    integrations: {
      payment: {
        actions: {
          create: "/api/retailcrm/payment/create",
          approve: "/api/retailcrm/payment/approve",
          cancel: "/api/retailcrm/payment/cancel",
          refund: "/api/retailcrm/payment/refund",
          status: "/api/retailcrm/payment/status",
        },
        currencies: ["RUB"],
        invoiceTypes: ["link"],
        shops: [{ code: "shp-3k2a9x", name: "Основной", active: true }],
      },
    },
  });
});

it("keeps shops that are switched off and marks those that take no real money", () => {
  const syncs = [sync, { ...sync, shopCode: "shp-2", environment: "test", enabled: false } as const, { ...sync, shopCode: "shp-3", environment: "sandbox" } as const];
  expect(moduleDescription(connection, syncs, "https://hub.example.ru")).toMatchObject({
    integrations: {
      payment: {
        shops: [
          { code: "shp-3k2a9x", name: "Основной", active: true },
          { code: "shp-2", name: "Основной (тест)", active: false },
          { code: "shp-3", name: "Основной (тренажёр)", active: true },
        ],
      },
    },
  });
});

it("speaks the account's language and never switches on what the merchant switched off", () => {
  expect(moduleDescription({ ...connection, locale: "en", active: false }, [], "https://hub.example.ru")).toMatchObject({
    name: "Alfa-Bank",
    active: false,
    integrations: { payment: { shops: [] } },
  });
});
