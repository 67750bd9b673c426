import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { crmUrlRules, loadCrmDomains, readPublishedList, refreshCrmDomains } from "./domain-lists.ts";

let file = "";

beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), "crm-domains-")), "crm-domains.json");
  delete (globalThis as { hubCrmDomains?: unknown }).hubCrmDomains;
});

afterEach(() => rm(path.dirname(file), { recursive: true }));

const text = (...domains: string[]): string =>
  JSON.stringify({ createDate: "2026-11-25", domains: domains.map((domain) => ({ domain })) });

it("knows the official domains without any network", () => {
  expect(crmUrlRules().saasDomains).toContain("retailcrm.ru");
  expect(crmUrlRules().boxHosts).toContain("crm.baucenter.ru");
});

it("takes over the published lists and keeps a copy for the next start", async () => {
  const download = (url: string) => Promise.resolve(readPublishedList(url.includes("box") ? text("crm.shop.example") : text("simla.com")));
  expect(await refreshCrmDomains({ download, file })).toBe(true);
  expect(crmUrlRules()).toMatchObject({ saasDomains: ["simla.com"], boxHosts: ["crm.shop.example"] });
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ saasDomains: ["simla.com"], boxHosts: ["crm.shop.example"] });
  delete (globalThis as { hubCrmDomains?: unknown }).hubCrmDomains;
  expect(await loadCrmDomains(file)).toBe(true);
  expect(crmUrlRules().saasDomains).toEqual(["simla.com"]);
});

it("keeps the last good lists when the refresh fails", async () => {
  await refreshCrmDomains({ download: () => Promise.resolve(["simla.com"]), file });
  expect(await refreshCrmDomains({ download: () => Promise.reject(new Error("offline")), file })).toBe(false);
  expect(crmUrlRules().saasDomains).toEqual(["simla.com"]);
});

it.each(["", "{", "{}", '{"saasDomains":[]}', '{"saasDomains":["ru"],"boxHosts":[]}'])("ignores a broken copy: %j", async (content) => {
  await writeFile(file, content);
  expect(await loadCrmDomains(file)).toBe(false);
  expect(crmUrlRules().saasDomains).toContain("retailcrm.ru");
});

it.each([
  ["a page instead of a list", "<html></html>"],
  ["an empty list", text()],
  ["a top-level domain", text("ru")],
  ["everything", text("*.ru")],
  ["an address", text("10.0.0.1/8")],
])("refuses %s", (_, content) => {
  expect(() => readPublishedList(content)).toThrow();
});
