import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTrial, type Trial } from "../test-kit.ts";
import { flash, post } from "./browser-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
});
afterEach(() => trial.close());

describe("the merchant's settings", () => {
  test("module card: switch, freeze, address, settings, one-click connection", async () => {
    await trial.register();
    const card = "/admin/integration/alfabank";
    expect(flash((await post(trial.url, `${card}/activity`, { active: "0" })).text)).toBe("Модуль извещён");
    await post(trial.url, `${card}/activity`, { freeze: "1" });
    expect(trial.module.calls.at(-1)?.payload).toEqual({ active: false, freeze: true });
    trial.module.answers.set("/activity", { status: 400, body: { success: false, errorMsg: "Адрес не разрешён" } });
    expect(flash((await post(trial.url, `${card}/domain`, { systemUrl: "https://evil.example" })).text)).toBe(
      "Модуль не принял извещение: Адрес не разрешён",
    );
    await trial.register({ actions: {} });
    expect(flash((await post(trial.url, `${card}/activity`, { active: "1" })).text)).toBe(
      "Модуль не просил таких извещений",
    );
    expect(
      flash((await post(trial.url, "/admin/settings", { timezone: "Asia/Vladivostok", language: "en" })).text),
    ).toBe("Настройки сохранены");
    expect(flash((await post(trial.url, "/admin/settings", { timezone: "Mars", language: "en" })).text)).toContain(
      "unknown time zone",
    );
    expect(
      flash((await post(trial.url, "/admin/integration/connect", { configUrl: `${trial.module.url}/config` })).text),
    ).toContain("Подключить не удалось");
    expect(trial.crm.control.getSettings()).toMatchObject({ timezone: "Asia/Vladivostok", language: "en" });
  });

  test("payment types and keys", async () => {
    await trial.register();
    await post(trial.url, "/admin/payment-types", [
      ["name", "Картой"],
      ["shop", "alfabank|shp_2"],
      ["sites", "outlet"],
      ["active", "1"],
    ]);
    expect(trial.crm.control.listPaymentTypes().at(-1)).toMatchObject({
      name: "Картой",
      sites: ["outlet"],
      integration: { shopCode: "shp_2" },
    });
    await post(trial.url, "/admin/payment-types", [
      ["code", "alfabank-shp_1"],
      ["name", "Альфа"],
      ["map_succeeded", "returned"],
    ]);
    expect(trial.crm.control.listPaymentTypes()[1]).toMatchObject({
      name: "Альфа",
      active: false,
      statusMap: { succeeded: "returned" },
    });
    await post(trial.url, "/admin/api-keys", [
      ["label", "Второй"],
      ["scopes", "payments_write"],
      ["sites", "outlet"],
      ["legacy", "1"],
    ]);
    const key = trial.crm.control.listKeys().at(-1);
    expect(key).toMatchObject({
      label: "Второй",
      scopes: ["payments_write"],
      sites: ["outlet"],
      legacyCredentialsOnly: true,
    });
    await post(trial.url, `/admin/api-keys/${key?.id ?? ""}/revoke`);
    expect(trial.crm.control.listKeys().at(-1)?.active).toBe(false);
    await post(trial.url, `/admin/api-keys/${key?.id ?? ""}/restore`);
    await post(trial.url, "/admin/api-keys", [
      ["key", key?.id ?? ""],
      ["scopes", "payments_read"],
      ["sites", "all"],
    ]);
    expect(trial.crm.control.listKeys().at(-1)).toMatchObject({
      active: true,
      scopes: ["payments_read"],
      sites: "all",
      legacyCredentialsOnly: false,
    });
  });

  test("faults, verdict, rules, log and reset", async () => {
    await post(trial.url, "/trials/faults", { endpoint: "check", kind: "delay", times: "", delayMs: "5", text: "" });
    expect(trial.crm.control.listFaults()).toMatchObject([
      { endpoint: "check", kind: "delay", times: null, delayMs: 5, text: null },
    ]);
    expect(flash((await post(trial.url, "/trials/faults", { kind: "delay", times: "x" })).text)).toContain("«x»");
    await post(trial.url, "/trials/faults/clear");
    await post(trial.url, "/trials/verdict", { mode: "refuse", text: "Нет" });
    expect(trial.crm.control.state().verdict).toEqual({ mode: "refuse", text: "Нет" });
    await post(trial.url, "/trials/rules", {
      limitStatus: "429",
      accountExists: "1",
      amountFormat: "string",
      requestsPerSecond: "3",
    });
    expect(trial.crm.control.getSwitches()).toMatchObject({
      limitStatus: 429,
      accountExists: true,
      sendItems: false,
      amountFormat: "string",
      requestsPerSecond: 3,
      writeStatus: 200,
    });
    await trial.get("/api/api-versions");
    await post(trial.url, "/log/clear");
    expect(trial.crm.control.events()).toEqual([]);
    expect(flash((await post(trial.url, "/trials/reset")).text)).toBe("Аккаунт сброшен");
    expect(trial.crm.control.getSwitches()).toMatchObject({ limitStatus: 503 });
  });
});
