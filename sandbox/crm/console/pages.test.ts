import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCrm } from "../index.ts";
import { CLIENT_ID, startTrial, type Trial } from "../test-kit.ts";
import { get, post } from "./browser-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());

describe("pages", () => {
  const pages = [
    "/",
    "/orders/new",
    "/orders/1/edit",
    "/orders/1/change",
    "/admin/integration/list",
    "/admin/integration/alfabank/edit",
    "/admin/payment-types",
    "/admin/api-keys",
    "/log",
    "/trials",
    "/shop/main-store",
    "/shop/main-store/thanks?order=1001A",
  ];
  test.each(pages)("%s is whole in both languages, with a strict policy and nothing inline", async (path) => {
    await trial.register();
    await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" });
    for (const [language, brand] of [
      ["ru", "Тренажёр RetailCRM"],
      ["en", "RetailCRM simulator"],
    ] as const) {
      const response = await fetch(`${trial.url}${path}`, { headers: { Cookie: `crm_lang=${language}` } });
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'self'");
      expect(text).toContain(brand);
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).not.toMatch(/undefined|\[object|>null<| style=| on[a-z]+="|<script>/);
      expect(text.trimEnd()).toMatch(/<\/html\s*>$/);
    }
  });

  test("English has no Russian left on pages without Russian data", async () => {
    const text = await get(trial.url, "/trials", { Cookie: "crm_lang=en" });
    expect(text.replace("Русский", "")).not.toMatch(/[А-Яа-яЁё]/);
  });

  test("the language is chosen by a link and remembered", async () => {
    const response = await fetch(`${trial.url}/?lang=en`);
    expect(await response.text()).toContain("Orders");
    expect(response.headers.get("Set-Cookie")).toContain("crm_lang=en");
  });

  test("an unknown page or record is a 404 of its own", async () => {
    for (const path of ["/nothing", "/orders/999/edit", "/admin/integration/none/edit", "/shop/none"]) {
      const response = await fetch(`${trial.url}${path}`);
      expect([path, response.status]).toEqual([path, 404]);
    }
    expect((await post(trial.url, "/invoices/none/cancel")).status).toBe(404);
  });

  test("without a module the home page says how to connect", async () => {
    const text = await get(trial.url, "/");
    expect(text).toContain("Модуль оплаты ещё не подключён");
    expect(text).toContain(trial.url);
    expect(text).toContain("SandboxCrmKey0000000000000000042");
  });

  test("hostile words from modules and orders stay words", async () => {
    await trial.register({ name: "<script>alert(1)</script>" });
    trial.module.answers.set("/payment/create", {
      body: {
        success: true,
        result: { paymentId: '"><img src=x>', invoiceUrl: "javascript:alert(1)", cancellable: true },
      },
    });
    await trial.crm.control.issueInvoice({ order: 2, shopCode: "shp_1" });
    for (const path of ["/orders/2/edit", "/admin/integration/list", "/admin/payment-types", "/log"]) {
      const text = await get(trial.url, path);
      expect(text).not.toMatch(/<script>alert|<img|href="javascript/);
    }
    expect(await get(trial.url, "/orders/2/edit")).toContain("&lt;2 м&gt; &quot;ёлочка&quot;");
  });

  test("clientId, the only credential of callbacks, is not printed", async () => {
    await trial.register();
    await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" });
    expect(await get(trial.url, "/log")).not.toContain(CLIENT_ID);
    const card = await get(trial.url, "/admin/integration/alfabank/edit");
    expect(card.match(new RegExp(CLIENT_ID, "g"))).toHaveLength(1);
    expect(card).toContain(`<input type="hidden" name="clientId" value="${CLIENT_ID}"`);
  });
});

describe("guards", () => {
  test("forms of other sites are refused", async () => {
    expect((await post(trial.url, "/trials/reset", {}, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await post(trial.url, "/trials/reset", {}, { Origin: "null" })).status).toBe(403);
    expect((await post(trial.url, "/trials/reset", {}, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await post(trial.url, "/trials/reset", {}, { Origin: trial.url })).status).toBe(200);
  });

  test("below a path of another server all links carry the path", async () => {
    const crm = createCrm({ publicUrl: "http://localhost:3000/sandbox/crm", systemUrl: "http://127.0.0.1:40123" });
    for (const path of ["/sandbox/crm", "/sandbox/crm/", "/"]) {
      const response = await crm.fetch(new Request(`http://localhost:3000${path}`));
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(
        [...text.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)].every((match) => match[1]?.startsWith("/sandbox/crm/")),
      ).toBe(true);
    }
    const posted = await crm.fetch(
      new Request("http://localhost:3000/sandbox/crm/orders/1/sum", {
        method: "POST",
        body: new URLSearchParams({ sum: "5" }),
      }),
    );
    expect([posted.status, posted.headers.get("Location")?.split("?")[0]]).toEqual([303, "/sandbox/crm/orders/1/edit"]);
    expect((await crm.fetch(new Request("http://127.0.0.1:40123/api/system-info"))).status).toBe(200);
  });
});
