import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Limiter } from "./api/limiter.ts";
import { switchDefaults } from "./state/switches.ts";
import { startTrial, type Trial } from "./test-kit.ts";

let trial: Trial;
let uuid: string;
beforeEach(async () => {
  trial = await startTrial();
  await trial.register();
  uuid = (await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" })).invoice?.uuid ?? "";
});
afterEach(() => trial.close());

const pay = () =>
  trial.call("/api/v5/payment/update-invoice", { updateInvoice: { invoiceUuid: uuid, status: "succeeded" } });
const status = () => trial.crm.control.getInvoice({ invoice: uuid }).status;

describe("faults", () => {
  test("one can be ended before it is used up, and the others stay", async () => {
    const { control } = trial.crm;
    const ended = control.addFault({ endpoint: "update-invoice", kind: "error-503", times: 5 });
    control.addFault({ endpoint: "check", kind: "error-503" });
    control.removeFault({ fault: ended.id });
    control.removeFault({ fault: ended.id });
    expect((await pay()).status).toBe(200);
    expect(control.listFaults()).toMatchObject([{ endpoint: "check" }]);
  });

  test.each([
    ["error-500", 500, { success: false }],
    ["error-503", 503, { errorMsg: "Service temporary unavailable" }],
    ["error-429", 429, { success: false }],
    ["success-false", 200, { success: false }],
    ["errors-list", 400, { errors: ["amount: This value is not valid."] }],
    ["errors-map", 400, { errors: { "children[amount]": "This value is not valid." } }],
    ["forbidden", 403, { errorMsg: "Access denied." }],
  ] as const)("%s answers %i without any effect, then is used up", async (kind, code, body) => {
    trial.crm.control.addFault({ endpoint: "update-invoice", kind, times: 2 });
    expect(await pay()).toMatchObject({ status: code, body });
    expect((await trial.get("/api/credentials")).status).toBe(200);
    expect((await pay()).status).toBe(code);
    expect(status()).toBe("pending");
    expect((await pay()).status).toBe(200);
    expect(status()).toBe("succeeded");
    expect(trial.crm.control.events({ name: "update-invoice" }).map((entry) => entry.fault)).toEqual([
      kind,
      kind,
      null,
    ]);
  });

  test("HTML with 405", async () => {
    trial.crm.control.addFault({ endpoint: "*", kind: "html-405" });
    const answer = await pay();
    expect([answer.status, answer.text.slice(0, 6), answer.headers.get("Content-Type")]).toEqual([
      405,
      "<html>",
      "text/html",
    ]);
  });

  test("the connection breaks before or after the effect", async () => {
    trial.crm.control.addFault({ endpoint: "update-invoice", kind: "drop-before" });
    await expect(pay()).rejects.toThrow("fetch failed");
    expect(status()).toBe("pending");
    trial.crm.control.addFault({ endpoint: "update-invoice", kind: "drop-after" });
    await expect(pay()).rejects.toThrow("fetch failed");
    expect(status()).toBe("succeeded");
    expect(trial.crm.control.events({ name: "update-invoice" })).toMatchObject([
      { status: null, note: "connection dropped" },
      { status: null, note: "connection dropped" },
    ]);
  });

  test("an error after the effect", async () => {
    trial.crm.control.addFault({ endpoint: "update-invoice", kind: "error-500-after", text: "Oops" });
    expect(await pay()).toMatchObject({ status: 500, body: { errorMsg: "Oops" } });
    expect(status()).toBe("succeeded");
  });

  test("a delay keeps the caller waiting and joins with other faults", async () => {
    trial.crm.control.addFault({ endpoint: "check", kind: "delay", delayMs: 120, times: null });
    trial.crm.control.addFault({ endpoint: "check", kind: "error-503" });
    const started = performance.now();
    expect((await trial.call("/api/v5/payment/check")).status).toBe(503);
    expect(performance.now() - started).toBeGreaterThan(110);
    expect(trial.crm.control.listFaults()).toMatchObject([{ kind: "delay", times: null }]);
    trial.crm.control.clearFaults();
    expect(trial.crm.control.listFaults()).toEqual([]);
  });

  test("served without a socket of its own, a dropped call is a broken body", async () => {
    trial.crm.control.addFault({ endpoint: "api-versions", kind: "drop-before" });
    const answer = await trial.crm.fetch(new Request(`${trial.url}/api/api-versions`));
    await expect(answer.text()).rejects.toThrow("connection dropped");
  });
});

describe("limiter", () => {
  test("counts the last second, by key; refused calls do not count", () => {
    const limiter = new Limiter();
    const admitted = (now: number, key = "a") => limiter.admit(key, switchDefaults, now) === null;
    expect(Array.from({ length: 12 }, (_, index) => admitted(index)).filter(Boolean)).toHaveLength(10);
    expect(admitted(12, "b")).toBe(true);
    expect(admitted(999)).toBe(false);
    expect(admitted(1000)).toBe(true);
    expect(admitted(1000)).toBe(false);
    expect(limiter.admit("a", { ...switchDefaults, requestsPerSecond: 0 }, 1000)).toBeNull();
  });

  test("answers 503 or 429, JSON or HTML", async () => {
    trial.crm.control.setSwitches({ requestsPerSecond: 1 });
    await trial.get("/api/credentials");
    expect(await trial.get("/api/credentials")).toMatchObject({
      status: 503,
      body: { success: false, errorMsg: "Service temporary unavailable" },
    });
    trial.crm.control.setSwitches({ limitStatus: 429, limitBody: "html" });
    const html = await trial.get("/api/credentials");
    expect([html.status, html.text.slice(0, 6)]).toEqual([429, "<html>"]);
    expect(await trial.get("/api/credentials", trial.crm.control.createKey().apiKey)).toMatchObject({ status: 200 });
  });
});
