import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLIENT_ID, startTrial, type Trial } from "../test-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
  await trial.register();
});
afterEach(() => trial.close());

const lastCall = () => trial.module.calls.at(-1);

describe("activity and settings", () => {
  test("tells the switch, the freeze, the address and the bill", async () => {
    await trial.crm.control.setActivity({ active: false });
    expect(lastCall()).toMatchObject({
      path: "/activity",
      clientId: CLIENT_ID,
      payload: { active: false, freeze: false },
    });
    expect(lastCall()?.form.get("systemUrl")).toBe(trial.url);
    expect(JSON.parse(lastCall()?.form.get("billingInfo") ?? "")).toMatchObject({
      currency: "RUB",
      billingType: "fixed",
    });
    expect((await trial.get("/api/v5/integration-modules/alfabank")).body["integrationModule"]).toMatchObject({
      active: false,
    });
    await trial.crm.control.setActivity({ active: true, freeze: true, omit: ["systemUrl", "billingInfo", "active"] });
    expect(Object.fromEntries(lastCall()?.form ?? [])).toEqual({ clientId: CLIENT_ID, activity: '{"freeze":true}' });
    await trial.crm.control.setActivity({ omit: ["activity"] });
    expect(lastCall()?.form.has("activity")).toBe(false);
  });

  test("another address, be it hostile", async () => {
    await trial.crm.control.changeDomain({ systemUrl: "https://evil.example" });
    expect(lastCall()?.form.get("systemUrl")).toBe("https://evil.example");
  });

  test("settings carry the time zone and the language", async () => {
    await trial.crm.control.setSettings({ timezone: "Asia/Vladivostok", language: "en" });
    expect(lastCall()).toMatchObject({
      path: "/settings",
      clientId: CLIENT_ID,
      payload: { timezone: { value: "Asia/Vladivostok" }, system_language: { value: "en" } },
    });
    expect((lastCall()?.payload["timezone"] as { updated_at: string }).updated_at).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
    );
    expect(() => trial.crm.control.setSettings({ timezone: "Mars/Olympus" })).toThrow("unknown time zone");
  });

  test("a module that asked for no such news gets none", async () => {
    await trial.register({ actions: {} });
    expect(await trial.crm.control.setActivity({ active: false })).toEqual({ outcome: null });
    expect(await trial.crm.control.setSettings({ language: "en" })).toEqual({ outcomes: [] });
    expect(trial.module.calls).toEqual([]);
  });
});
