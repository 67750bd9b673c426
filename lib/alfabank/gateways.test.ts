import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { chooseGateway, type GatewaySettings, isTrustedFormUrl } from "./gateways.ts";

const settings: GatewaySettings = { testUrl: "https://alfa.rbsuat.com/payment/rest/", productionUrl: null, sandbox: null };

describe("chooseGateway", () => {
  it.each([
    ["r-shop-api", "https://payment.alfabank.ru/payment/rest/"],
    ["R-SHOP-API", "https://payment.alfabank.ru/payment/rest/"],
    [" r-shop-api", "https://payment.alfabank.ru/payment/rest/"],
    ["i-shop-api", "https://ecom.alfabank.ru/api/rest/"],
    ["shop-api", "https://pay.alfabank.ru/payment/rest/"],
    ["rshop-api", "https://pay.alfabank.ru/payment/rest/"],
    ["", "https://pay.alfabank.ru/payment/rest/"],
  ])("sends the production login %j to %s", (login, baseUrl) => {
    expect(chooseGateway("production", login, settings).baseUrl).toBe(baseUrl);
  });

  it("lets the operator override production, and has one test gateway for all logins", () => {
    const overridden = { ...settings, productionUrl: "http://127.0.0.1:9/rest/" };
    expect(chooseGateway("production", "r-shop-api", overridden).baseUrl).toBe("http://127.0.0.1:9/rest/");
    expect(chooseGateway("test", "i-shop-api", overridden).baseUrl).toBe(settings.testUrl);
  });

  it("knows the built-in bank only while it runs", () => {
    const sandbox = { baseUrl: "http://127.0.0.1:9/payment/rest/", pageHosts: ["localhost:3000"] };
    expect(chooseGateway("sandbox", "x", { ...settings, sandbox })).toEqual(sandbox);
    expect(() => chooseGateway("sandbox", "x", settings)).toThrow(AppError);
  });
});

describe("isTrustedFormUrl", () => {
  const production = { baseUrl: "https://payment.alfabank.ru/payment/rest/", pageHosts: [] };
  const loopback = { baseUrl: "http://127.0.0.1:4100/payment/rest/", pageHosts: ["localhost:3000"] };
  const custom = { baseUrl: "https://bank.example:8443/rest/", pageHosts: ["pages.example"] };

  it.each([
    ["https://payment.alfabank.ru/payment/merchants/ecom/payment_ru.html?mdOrder=1", production],
    ["https://pay.alfabank.ru/x", production],
    ["https://alfabank.ru/x", production],
    ["https://alfa.rbsuat.com/x", production],
    ["https://PAYMENT.ALFABANK.RU/x", production],
    ["http://127.0.0.1:4999/x", loopback],
    ["http://localhost:3000/sandbox/bank/x", loopback],
    ["http://pages.simulator.example/x", loopback],
    ["https://bank.example:8443/x", custom],
    ["https://pages.example/x", custom],
    ["https://pages.example:444/x", custom],
  ])("trusts %s", (url, gateway) => {
    expect(isTrustedFormUrl(url, gateway)).toBe(true);
  });

  it.each([
    ["http://payment.alfabank.ru/x", production],
    ["https://payment.alfabank.ru.evil.example/x", production],
    ["https://evil-alfabank.ru/x", production],
    ["https://notalfabank.ru/x", production],
    ["https://payment.alfabank.ru@evil.example/x", production],
    ["https://user:pass@payment.alfabank.ru/x", production],
    ["https://payment.alfabank.ru:8443/x", production],
    ["javascript:alert(1)", production],
    ["//payment.alfabank.ru/x", production],
    ["data:text/html,x", loopback],
    ["ftp://127.0.0.1/x", loopback],
    ["https://bank.example/x", custom],
    ["http://bank.example:8443/x", custom],
    ["", production],
  ])("refuses %s", (url, gateway) => {
    expect(isTrustedFormUrl(url, gateway)).toBe(false);
  });
});
