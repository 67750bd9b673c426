import type { IncomingMessage, RequestListener } from "node:http";
import { afterEach, expect, it, vi } from "vitest";
import { type LoopbackServer, startLoopbackServer } from "#testing/loopback-server.ts";
import { crmClient } from "./client.ts";

vi.hoisted(() => {
  process.env["RETAILCRM_EXTRA_HOSTS"] = "127.0.0.1";
});

const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function clientOf(handler: RequestListener) {
  const server = await startLoopbackServer(handler);
  servers.push(server);
  return crmClient({ systemUrl: server.url, apiKey: "EXAMPLEapiKEY0000000000000000042" }, { timeoutMs: 2_000, readAttempts: 1 });
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
};

const html = "<html><head><title>405 Not Allowed</title></head></html>";
const say = (body: unknown): string => JSON.stringify(body);

it.each<[string, number, string, string, string]>([
  ["an account that is not there", 405, html, "rejected", "no_account"],
  ["an account that was removed", 404, say({ success: false, errorMsg: "Account does not exist." }), "rejected", "no_account"],
  ["an account that was removed, forbidden", 403, say({ success: false, errorMsg: "Account does not exist." }), "rejected", "no_account"],
  ["a wrong key", 403, say({ success: false, errorMsg: 'Wrong "apiKey" value.' }), "rejected", "unauthorized"],
  ["no key", 403, say({ success: false, errorMsg: '"apiKey" is missing.' }), "rejected", "unauthorized"],
  ["no key, newer", 401, say({ success: false }), "rejected", "unauthorized"],
  ["a firewall", 403, html, "unknown", "http_403"],
  ["a missing permission", 403, say({ success: false, errorMsg: "Access denied." }), "rejected", "forbidden_scope"],
  ["no money", 402, say({ success: false, errorMsg: "Failed to activate module", errors: ["Your account has insufficient funds"] }), "rejected", "payment_required"],
  ["an unknown method", 404, say({ success: false, errorMsg: "API method not found" }), "rejected", "not_found"],
  ["a page that is not there", 404, html, "rejected", "not_found"],
  ["bad input", 400, say({ success: false, errorMsg: "Errors in the input parameters" }), "rejected", "invalid"],
  ["a page for bad input", 400, html, "rejected", "http_400"],
  ["the limit, newer", 429, say({ success: false, errorMsg: "Too Many Requests" }), "rejected", "limited"],
  ["the limit, older", 503, say({ success: false, errorMsg: "Service temporary unavailable" }), "unknown", "limited"],
  ["the limit, as a page", 503, html, "unknown", "limited"],
  ["a crash", 500, html, "unknown", "http_500"],
  ["a proxy in trouble", 502, "", "unknown", "http_502"],
  ["another address", 301, "", "rejected", "redirected"],
  ["a refusal with 200", 200, say({ success: false, errorMsg: "no" }), "rejected", "failed"],
  ["a page with 200", 200, "<html>hello</html>", "unknown", "not_json"],
  ["nothing with 200", 200, "", "unknown", "not_json"],
  ["a list", 200, "[]", "unknown", "not_json"],
  ["another service", 200, say({ status: "ok" }), "unknown", "bad_answer"],
  ["success as a word", 200, say({ success: "true" }), "unknown", "bad_answer"],
  ["a teapot", 418, say({ success: false }), "rejected", "http_418"],
])("%s: %i", async (_, status, body, outcome, code) => {
  const client = await clientOf((_request, response) => response.writeHead(status, { location: "http://127.0.0.1:1/" }).end(body));
  await expect(client.updateInvoice({ invoiceUuid: "u" })).rejects.toMatchObject({ outcome, code });
  await expect(client.credentials()).rejects.toMatchObject({ outcome, code });
});

it.each([429, 503])("asked to wait (%i), it is not asked again at once, and says for how long", async (status) => {
  let asked = 0;
  const client = await clientOf((_request, response) => {
    asked += 1;
    response.writeHead(status, { "retry-after": "120" }).end(say({ success: false }));
  });
  await expect(client.credentials()).rejects.toMatchObject({ code: "limited", retryAfterSeconds: 120 });
  expect(asked).toBe(1);
});

it("keeps what the CRM says, and flattens nested errors", async () => {
  const answer = { success: false, errorMsg: "Errors in the entity format", errors: { "children[amount]": "bad", shops: [{ name: "long" }, "odd"] } };
  const client = await clientOf((_request, response) => response.writeHead(400).end(say(answer)));
  await expect(client.updateInvoice({ invoiceUuid: "u" })).rejects.toMatchObject({
    vendorMessage: "Errors in the entity format",
    errors: ["children[amount]: bad", "shops.name: long", "shops: odd"],
  });
});

it("is not sure of an answer that was cut", async () => {
  const client = await clientOf((_request, response) => {
    response.writeHead(200, { "content-length": "500" });
    response.write('{"success":true');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(client.updateInvoice({ invoiceUuid: "u" })).rejects.toMatchObject({ outcome: "unknown" });
});

it("does not read endless answers", async () => {
  const client = await clientOf((_request, response) => {
    response.writeHead(200);
    const pour = () => {
      while (!response.destroyed && response.write("x".repeat(65_536))); // until the socket is full
    };
    response.on("drain", pour).on("error", () => undefined);
    pour();
  });
  await expect(client.credentials()).rejects.toMatchObject({ outcome: "unknown" });
});

it("knows that nothing happened when nobody listens", async () => {
  const client = crmClient({ systemUrl: "http://127.0.0.1:1", apiKey: "key" }, { readAttempts: 1 });
  await expect(client.updateInvoice({ invoiceUuid: "u" })).rejects.toMatchObject({ outcome: "rejected", code: "unreachable" });
});

it("sends the key as a header only, and structures as JSON in form fields", async () => {
  const seen: { url: string | undefined; key: unknown; type: unknown; body: string }[] = [];
  const client = await clientOf((request, response) => {
    void bodyOf(request).then((body) => {
      seen.push({ url: request.url, key: request.headers["x-api-key"], type: request.headers["content-type"], body });
      response.end('{"success":true,"info":[]}');
    });
  });
  await client.updateInvoice({ invoiceUuid: "u", cancellationDetails: "Чай & кофе + 100% #1" });
  await client.editModule("alfa/bank", { code: "alfa/bank", info: [] });
  expect(seen[0]).toMatchObject({ url: "/api/v5/payment/update-invoice", key: "EXAMPLEapiKEY0000000000000000042", type: "application/x-www-form-urlencoded" });
  expect(new URLSearchParams(seen[0]?.body).get("updateInvoice")).toBe('{"invoiceUuid":"u","cancellationDetails":"Чай & кофе + 100% #1"}');
  expect(seen[1]?.url).toBe("/api/v5/integration-modules/alfa%2Fbank/edit");
  expect(seen.map(({ url, body }) => `${url ?? ""}${body}`).join()).not.toContain("EXAMPLEapiKEY");
});

it("reads tolerantly: empty maps as lists, maps as lists, strange members", async () => {
  const answers: Record<string, unknown> = {
    "/api/credentials": { success: true, scopes: { 1: "payments_read", 2: 5 }, credentials: [], sitesAvailable: [] },
    "/api/v5/reference/sites": { success: true, sites: { "main-store": { code: "main-store", name: null, url: 5 }, broken: "x", empty: {} } },
    "/api/v5/settings": { success: true, settings: { timezone: [], system_language: { value: "ru" }, work_times: [] } },
    "/api/api-versions": { success: true, version: ["5.0"] },
    "/api/system-info": { success: true },
    "/api/v5/reference/payment-types": { success: true, paymentTypes: [] },
  };
  const client = await clientOf((request, response) => response.end(say(answers[request.url ?? ""])));
  expect(await client.credentials()).toEqual({ scopes: ["payments_read"], credentials: [], siteAccess: null, sitesAvailable: [] });
  expect(await client.sites()).toEqual([{ code: "main-store", name: "main-store", url: "5", currency: null }]);
  expect(await client.settings()).toEqual({ timeZone: null, language: "ru" });
  expect(await client.apiVersions()).toEqual(["5.0"]);
  expect(await client.systemInfo()).toEqual({ systemVersion: null, publicUrl: null, technicalUrl: null });
  expect(await client.paymentTypes()).toEqual([]);
});

it.each([
  [{ success: true }],
  [{ success: true, result: [] }],
  [{ success: true, result: { success: "yes" } }],
  [{ success: true, result: { success: 1 } }],
])("a check without a clear verdict is a failed call: %j", async (answer) => {
  const client = await clientOf((_request, response) => response.end(say(answer)));
  await expect(client.checkInvoice({ invoiceUuid: "u", amount: 1n, currency: "RUB" })).rejects.toMatchObject({ outcome: "unknown", code: "bad_answer" });
});

it("reads the verdict inside, not the success outside", async () => {
  const client = await clientOf((_request, response) => response.end(say({ success: true, result: { success: false, errorMsg: "Сумма изменена" } })));
  expect(await client.checkInvoice({ invoiceUuid: "u", amount: 1n, currency: "RUB" })).toEqual({ valid: false, reason: "Сумма изменена" });
});

it("gets the new key when scopes change", async () => {
  const client = await clientOf((_request, response) => response.end(say({ success: true, apiKey: "NEWkey" })));
  expect(await client.updateScopes("alfabank", ["payments_write"])).toEqual({ apiKey: "NEWkey" });
  const refused = await clientOf((_request, response) => response.writeHead(400).end(say({ success: false, errorMsg: "Not enabled simple connection" })));
  await expect(refused.updateScopes("alfabank", [])).rejects.toMatchObject({ code: "invalid", vendorMessage: "Not enabled simple connection" });
});
