import { expect, test } from "vitest";
import { sandboxMerchant } from "../index.ts";
import { cart, events, money, startShop, startTrial, type Trial } from "../trial/bank-trial.ts";
import { GROUPS, LABELS } from "./knob-fields.ts";

const get = async (trial: Trial, path: string): Promise<string> => {
  const response = await fetch(trial.url + path);
  expect(response.status).toBe(200);
  return response.text();
};
const press = (trial: Trial, path: string, fields: Record<string, string> = {}): Promise<Response> =>
  fetch(trial.url + path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

/** The settings form as a browser would send it back unchanged. */
function formOf(page: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, tag = ""] of page.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1] ?? "";
    const value = (/value="([^"]*)"/.exec(tag)?.[1] ?? "").replaceAll("&amp;", "&");
    if (!tag.includes('type="checkbox"') || tag.includes("checked")) fields[name] = value;
  }
  for (const [, name = "", options = ""] of page.matchAll(/<select name="([^"]+)">(.*?)<\/select>/gs)) {
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? "";
  }
  return fields;
}

test("every section opens empty and full, in both languages", async () => {
  const trial = await startTrial();
  const sections = ["/", "/orders", "/callbacks", "/faults", "/requests", `/merchants/${sandboxMerchant.login}`];
  for (const path of sections) expect(await get(trial, path)).toContain("Тренажёр банка");
  const mdOrder = await trial.paid({ orderBundle: cart(), orderNumber: "C-1" });
  await trial.call("refund", { orderId: mdOrder, amount: "100" });
  for (const path of [...sections, `/orders/${mdOrder}`]) expect(await get(trial, `${path}?lang=en`)).toContain("Bank simulator");
  expect(await get(trial, "/orders?q=C-1")).toContain(mdOrder);
  expect(await get(trial, "/orders?q=nosuch&page=-5")).toContain("Найдено: 0");
  expect((await fetch(`${trial.url}/orders/nosuch`)).status).toBe(404);
  expect((await fetch(`${trial.url}/nosuch`)).status).toBe(404);
});

test("the language is remembered", async () => {
  const trial = await startTrial();
  const cookie = (await fetch(`${trial.url}/?lang=en`)).headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^bank_language=en; Path=\/; HttpOnly; SameSite=Lax$/);
  const later = await fetch(`${trial.url}/orders`, { headers: { cookie: "bank_language=en" } });
  expect(await later.text()).toContain("Orders");
});

test("the clerk captures, gives back, cancels, ends a session", async () => {
  const [trial, shop] = [await startTrial(), await startShop()];
  await trial.edit({ callback: { url: shop.url } });
  const held = await trial.held();
  expect((await press(trial, `/orders/${held}/deposit`, { amount: "700,50" })).status).toBe(303);
  expect(money(await trial.status(held))).toBe("2 DEPOSITED 1000/700.5/0");
  expect((await press(trial, `/orders/${held}/refund`, { amount: "200.50" })).status).toBe(303);
  expect(money(await trial.status(held))).toBe("4 REFUNDED 1000/500/200.5");
  const tooMuch = await press(trial, `/orders/${held}/refund`, { amount: "500.01" });
  expect([tooMuch.status, (await tooMuch.text()).includes("Сумма возврата превышает сумму списания")]).toEqual([422, true]);
  for (const amount of ["", "0", "-1", "1.234", "x"]) {
    expect((await press(trial, `/orders/${held}/refund`, { amount })).status).toBe(422);
  }
  const paid = await trial.paid();
  await press(trial, `/orders/${paid}/reverse`);
  const open = await trial.register();
  await press(trial, `/orders/${open}/expire`);
  await press(trial, `/orders/${open}/callback`, { operation: "deposited", status: "1" });
  await trial.control.settle();
  expect([money(await trial.status(paid)), money(await trial.status(open))]).toEqual(["3 REVERSED 0/0/0", "6 DECLINED 0/0/0"]);
  expect(events(shop.heard).slice(-3)).toEqual(["reversed/1", "declinedByTimeout/0", "deposited/1"]);
  expect(await get(trial, `/orders/${held}`)).toContain("(вручную)");
});

test("every setting of a merchant is in the form, and an unchanged form changes nothing", async () => {
  const trial = await startTrial();
  const before = await trial.control.merchant(sandboxMerchant.login);
  const page = await get(trial, `/merchants/${sandboxMerchant.login}`);
  for (const [group, labels] of Object.entries(LABELS)) {
    for (const key of Object.keys(labels)) expect(page).toContain(`name="${group}.${key}"`);
  }
  expect(Object.keys(GROUPS).sort()).toEqual(Object.keys(LABELS).sort());
  await press(trial, `/merchants/${sandboxMerchant.login}`, formOf(page));
  expect(await trial.control.merchant(sandboxMerchant.login)).toEqual(before);
});

test("settings are saved, wrong ones refused as a whole", async () => {
  const trial = await startTrial();
  const path = `/merchants/${sandboxMerchant.login}`;
  const form = formOf(await get(trial, path));
  const good = { ...form, "callback.url": "http://127.0.0.1:5/cb", "callback.signing": "symmetric", "callback.operations": "deposited refunded", "gateway.statusVersion": "3", "session.attempts": "1" };
  delete (good as Record<string, string>)["permissions.reverse"];
  expect((await press(trial, path, good)).status).toBe(303);
  expect(await trial.control.merchant(sandboxMerchant.login)).toMatchObject({
    callback: { url: "http://127.0.0.1:5/cb", signing: "symmetric", operations: ["deposited", "refunded"] },
    gateway: { statusVersion: 3 },
    session: { attempts: 1 },
    permissions: { reverse: false, refund: true },
  });
  for (const wrong of [{ "gateway.statusVersion": "99" }, { "callback.url": "javascript:1" }, { "callback.operations": "nosuch" }, { password: "" }, { hosts: "moon" }]) {
    const refused = await press(trial, path, { ...good, name: "Другое", ...wrong });
    expect(refused.status).toBe(422);
    expect((await trial.control.merchant(sandboxMerchant.login)).name).toBe("Чайная лавка");
  }
});

test("merchants are added, get new keys, are removed", async () => {
  const trial = await startTrial();
  const added = await press(trial, "/merchants", { login: "r-new-api", password: "p" });
  expect(added.headers.get("location")).toBe("/merchants/r-new-api?done=1");
  expect((await press(trial, "/merchants", { login: "r-new-api", password: "p" })).status).toBe(422);
  expect((await press(trial, "/merchants", { login: "r new", password: "p" })).status).toBe(422);
  await press(trial, "/merchants/r-new-api/regenerate", { what: "callbackKey" });
  expect((await trial.control.merchant("r-new-api")).callback.key).toMatch(/^[a-z0-9]{26}$/);
  expect(await get(trial, "/merchants/r-new-api")).toContain("BEGIN PUBLIC KEY");
  await press(trial, "/merchants/r-new-api/remove");
  await expect(trial.control.merchant("r-new-api")).rejects.toThrow("no merchant r-new-api");
  expect((await press(trial, "/merchants/r-new-api/remove")).status).toBe(422);
});

test("clock, failures, notifications, reset", async () => {
  const [trial, shop] = [await startTrial(), await startShop()];
  const mdOrder = await trial.register();
  await press(trial, "/clock", { ms: "1800000" });
  expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 6, actionCode: -2014 });
  await press(trial, "/clock", { ms: "reset" });
  // A machine's clock may be set back a little at any time; the half hour is gone all the same.
  expect(Math.abs((await trial.control.now()) - Date.now())).toBeLessThan(60_000);
  expect((await press(trial, "/clock", { ms: "x" })).status).toBe(422);
  const fault = { method: "refund", kind: "http500", times: "-1", latencyMs: "0", effect: "true", merchant: "", status: "503", body: "" };
  expect((await press(trial, "/faults", fault)).status).toBe(303);
  expect(await get(trial, "/faults")).toContain("пока не снимут");
  expect((await press(trial, "/faults", { ...fault, kind: "nosuch" })).status).toBe(422);
  await press(trial, "/faults/clear");
  expect(await trial.control.faults()).toEqual([]);
  await trial.edit({ callback: { url: shop.url, reorder: 5 } });
  await trial.paid();
  await press(trial, "/callbacks/release");
  const [delivery] = await trial.control.callbacks();
  await press(trial, `/callbacks/${delivery?.id ?? ""}/resend`);
  expect(events(shop.heard)).toEqual(["deposited/1", "deposited/1"]);
  expect((await press(trial, "/reset")).status).toBe(422);
  await press(trial, "/reset", { sure: "yes" });
  expect(await trial.control.orders()).toEqual([]);
  expect((await trial.control.merchants()).map((merchant) => merchant.login)).toContain(sandboxMerchant.login);
});
