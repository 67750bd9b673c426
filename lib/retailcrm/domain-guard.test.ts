import { describe, expect, it } from "vitest";
import { type CrmUrlRules, parseCrmUrl } from "./domain-guard.ts";

const rules: CrmUrlRules = {
  saasDomains: ["retailcrm.ru", "retailcrm.io", "simla.com", "simlachat.com"],
  boxHosts: ["crm.baucenter.ru"],
  extraHosts: [
    { host: "127.0.0.1", port: 40123 },
    { host: "crm.test", port: null },
    { host: "[::1]", port: null },
  ],
};

describe("C-76 addresses of accounts", () => {
  it.each([
    ["https://demo.retailcrm.ru", "https://demo.retailcrm.ru", "saas"],
    ["https://demo.retailcrm.ru/", "https://demo.retailcrm.ru", "saas"],
    ["  https://x.simla.com/  ", "https://x.simla.com", "saas"],
    ["HTTPS://Demo.RetailCRM.RU/", "https://demo.retailcrm.ru", "saas"],
    ["https://demo.retailcrm.ru./", "https://demo.retailcrm.ru", "saas"],
    ["https://demo.retailcrm.ru:443/", "https://demo.retailcrm.ru", "saas"],
    ["demo.retailcrm.ru", "https://demo.retailcrm.ru", "saas"],
    ["https://a1b2c3d4e5f6.retailcrm.io", "https://a1b2c3d4e5f6.retailcrm.io", "saas"],
    ["https://crm.baucenter.ru", "https://crm.baucenter.ru", "box"],
    ["http://127.0.0.1:40123", "http://127.0.0.1:40123", "extra"],
    ["http://127.0.0.1:40123/", "http://127.0.0.1:40123", "extra"],
    ["https://crm.test:8443", "https://crm.test:8443", "extra"],
    ["http://crm.test", "http://crm.test", "extra"],
    ["http://[::1]:9000/", "http://[::1]:9000", "extra"],
  ])("%s → %s", (text, origin, kind) => {
    expect(parseCrmUrl(text, rules)).toEqual({ ok: true, origin, kind });
  });
});

const refusals: [string, string][] = [
  ["", "empty"],
  ["   ", "empty"],
  ["https://", "not_a_url"],
  ["не адрес", "not_a_url"],
  [`https://${"a".repeat(300)}.retailcrm.ru`, "not_a_url"],
  ["https://demo.retail\tcrm.ru", "not_a_url"],
  ["https://demo.retail\ncrm.ru", "not_a_url"],
  ["https://evil.example\\@demo.retailcrm.ru", "not_a_url"],
  ["https:\\\\demo.retailcrm.ru", "not_a_url"],
  ["https://demo.retailcrm.ru\u0000.evil.example", "not_a_url"],
  ["ftp://demo.retailcrm.ru", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["gopher://demo.retailcrm.ru", "not_https"],
  ["http://demo.retailcrm.ru", "not_https"],
  ["http://x.retailcrm.ru", "not_https"],
  ["http://169.254.169.254/", "not_https"],
  ["http://127.0.0.1:22/", "not_https"],
  ["http://localhost/", "not_https"],
  ["http://crm.baucenter.ru", "not_https"],
  ["https://test:test@x.simlachat.com", "has_userinfo"],
  ["https://demo.retailcrm.ru@evil.example/", "has_userinfo"],
  ["https://@demo.retailcrm.ru/", "has_userinfo"],
  ["https://:@demo.retailcrm.ru/", "has_userinfo"],
  ["https://asd.retailcrm.ru:90", "has_port"],
  ["https://demo.retailcrm.ru:22/", "has_port"],
  ["https://demo.retailcrm.ru:80", "has_port"],
  ["https://x.retailcrm.ru/path", "has_path"],
  ["https://demo.retailcrm.ru//", "has_path"],
  ["https://demo.retailcrm.ru/%2e%2e/x", "has_path"],
  ["https://x.simla.com#test", "has_query"],
  ["https://x.simla.com/#", "has_query"],
  ["https://x.simla.com?a=1", "has_query"],
  ["https://x.simla.com/?", "has_query"],
  ["https://169.254.169.254/", "ip_address"],
  ["https://127.0.0.1/", "ip_address"],
  ["https://10.0.0.5/", "ip_address"],
  ["https://8.8.8.8/", "ip_address"],
  ["https://2130706433/", "ip_address"],
  ["https://0x7f000001/", "ip_address"],
  ["https://0x7f.1/", "ip_address"],
  ["https://0177.0.0.1/", "ip_address"],
  ["https://127.1/", "ip_address"],
  ["https://0/", "ip_address"],
  ["https://[::]/", "ip_address"],
  ["https://[::ffff:10.0.0.1]/", "ip_address"],
  ["https://[::ffff:169.254.169.254]/", "ip_address"],
  ["https://[fe80::1]/", "ip_address"],
  ["https://[fd00::1]/", "ip_address"],
  ["https://[2001:4860:4860::8888]/", "ip_address"],
  ["https://127.0.0.1.nip.io", "unknown_domain"],
  ["https://demo.retailcrm.ru.evil.example/", "unknown_domain"],
  ["https://retailcrm.ru.evil.com", "unknown_domain"],
  ["https://evilretailcrm.ru", "unknown_domain"],
  ["https://demo.evilretailcrm.ru", "unknown_domain"],
  ["https://demo-retailcrm.ru", "unknown_domain"],
  ["https://retailcrm.ru", "unknown_domain"],
  ["https://.retailcrm.ru", "unknown_domain"],
  ["https://a.b.retailcrm.ru", "unknown_domain"],
  ["https://evil.crm.baucenter.ru", "unknown_domain"],
  ["https://baucenter.ru", "unknown_domain"],
  ["https://localhost", "unknown_domain"],
  ["https://metadata.google.internal", "unknown_domain"],
  ["https://demo.rеtailcrm.ru", "unknown_domain"],
  ["https://demo.retailcrm。ru.evil.example", "unknown_domain"],
  ["https://demo.retailcrm.ru..", "unknown_domain"],
  ["https://ru", "unknown_domain"],
];

describe("C-76 everything else is refused", () => {
  it.each(refusals)("%j: %s", (text, reason) => {
    expect(parseCrmUrl(text, rules)).toEqual({ ok: false, reason });
  });

  it("gives back what it understood, never the text", () => {
    expect(parseCrmUrl("https://demo.retailcrm.ru/admin/../", rules)).toEqual({
      ok: true,
      origin: "https://demo.retailcrm.ru",
      kind: "saas",
    });
    expect(parseCrmUrl("https://demo%2eretailcrm%2eru", rules)).toMatchObject({ origin: "https://demo.retailcrm.ru" });
  });

  it("allows an extra host only at its port, and nothing extra at all without the setting", () => {
    expect(parseCrmUrl("http://127.0.0.1:40124", rules)).toEqual({ ok: false, reason: "not_https" });
    expect(parseCrmUrl("https://127.0.0.1:40124", rules)).toEqual({ ok: false, reason: "ip_address" });
    expect(parseCrmUrl("http://127.0.0.1:40123/x", rules)).toEqual({ ok: false, reason: "has_path" });
    expect(parseCrmUrl("http://user@127.0.0.1:40123", rules)).toEqual({ ok: false, reason: "has_userinfo" });
    expect(parseCrmUrl("http://127.0.0.1:40123", { ...rules, extraHosts: [] })).toEqual({ ok: false, reason: "not_https" });
  });
});
