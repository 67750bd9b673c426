import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskCallback, parseCallback } from "./callback-request.ts";
import { signedPayload, verifyCallback } from "./callback-signature.ts";

const query = "mdOrder=01491d0b-c848-7dd6-a20d-e96900a7d8c0&orderNumber=A-2026-000123&operation=deposited&status=1";
const hint = { mdOrder: "01491d0b-c848-7dd6-a20d-e96900a7d8c0", orderNumber: "A-2026-000123", operation: "deposited", status: "1" };

describe("parseCallback", () => {
  it.each([
    ["a query", { method: "GET", query: `?${query}`, body: "" }],
    ["a form", { method: "POST", query: "", body: query }],
    ["a form beside a foreign query", { method: "POST", query: "?utm_source=x", body: query }],
    ["a query by POST", { method: "POST", query: `?${query}`, body: "" }],
    ["JSON", { method: "POST", query: "", body: JSON.stringify({ ...hint, status: 1 }) }],
    ["a body of GET is ignored", { method: "GET", query, body: "mdOrder=other" }],
  ])("reads %s alike (C-52)", (_kind, parts) => {
    expect(parseCallback(parts)).toMatchObject(hint);
  });

  it("gives the same checksum for JSON as for a form, numbers as they were written", () => {
    const token = "test-callback-token-0001";
    const checksum = "3AC1E4174F0D29BCB65246D35796453BADD624AEB6D304BF26C3402475FCE3BD";
    const body = `{"bindingId":null,"refundedAmount":40000,"mdOrder":"${hint.mdOrder}","operation":"refunded","orderNumber":"${hint.orderNumber}","status":1,"checksum":"${checksum}"}`;
    expect(verifyCallback(parseCallback({ method: "POST", query: "", body }).params, { token, publicKey: null })).toBe("valid");
    const amounts = parseCallback({ method: "POST", query: "", body: '{"a":1500.00,"b":12345678901234567890,"c":true}' });
    expect(signedPayload(amounts.params)).toBe("a;1500.00;b;12345678901234567890;c;true;");
  });

  it("decodes once: + is a space, %2B a plus", () => {
    expect(parseCallback({ method: "GET", query: "?operation=a%2Bb&status=1+2&orderNumber=%d0%96", body: "" })).toMatchObject({
      operation: "a+b",
      status: "1 2",
      orderNumber: "Ж",
    });
  });

  it("knows notifications that are not about a payment (C-50)", () => {
    expect(parseCallback({ method: "GET", query: "?bindingId=1&clientId=1&enabled=true", body: "" })).toMatchObject({
      mdOrder: null,
      orderNumber: null,
      operation: null,
      status: null,
    });
  });

  it("takes the lower-case duplicate when it is alone", () => {
    expect(parseCallback({ method: "GET", query: "?mdorder=x", body: "" }).mdOrder).toBe("x");
  });

  it("never throws, and gives nothing the database cannot store", () => {
    const bytes = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(fc.constantFrom("GET", "POST"), bytes, bytes, (method, queryText, body) => {
        const { params, mdOrder, orderNumber, operation, status } = parseCallback({ method, query: queryText, body });
        const stored = JSON.stringify([mdOrder, orderNumber, operation, status, maskCallback(params)]);
        expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
    const odd = parseCallback({ method: "POST", query: "", body: '{"mdOrder":"a\\u0000b","orderNumber":"\\ud800","x":{"y":[1]}}' });
    expect(odd).toMatchObject({ mdOrder: "ab", orderNumber: "\ufffd" });
    expect(parseCallback({ method: "POST", query: "", body: '{"__proto__":{"a":1}' }).mdOrder).toBeNull();
  });

  it("bounds what it passes on", () => {
    expect(parseCallback({ method: "GET", query: `?mdOrder=${"x".repeat(9_999)}`, body: "" }).mdOrder).toHaveLength(64);
  });
});

describe("maskCallback", () => {
  it("cuts names and values to what can be stored", () => {
    const name = `${"x".repeat(99)}💳`;
    const params = new URLSearchParams({ [name]: "1", status: `${"y".repeat(299)}💳` });
    expect(maskCallback(params)).toEqual({ [`${"x".repeat(99)}\ufffd`]: "[hidden]", status: `${"y".repeat(299)}\ufffd` });
  });

  it("keeps every name, and values only of what concerns neither a person nor a card", () => {
    const params = new URLSearchParams(
      `${query}&amount=150000&maskedPan=411111**1111&cardholderName=IVAN+IVANOV&email=a@b.ru&phone=79161234567&ip=203.0.113.7&clientId=c1&bindingId=b1&bankName=Bank&pan=4111111111111111&future=4111111111111111&clientId2=`,
    );
    const stored = maskCallback(params);
    expect(stored).toMatchObject({ ...hint, amount: "150000", maskedPan: "[hidden]", future: "[hidden]", clientId2: "" });
    expect(Object.keys(stored)).toHaveLength(16);
    expect(JSON.stringify(stored)).not.toMatch(/4111|IVAN|a@b|7916|203\.0|c1|b1/);
  });

  it("is bounded in number and size, and harmless in names", () => {
    const many = new URLSearchParams(Array.from({ length: 1_000 }, (_, i): [string, string] => [`n${i}`, "x".repeat(500)]));
    expect(Object.keys(maskCallback(many))).toHaveLength(100);
    expect(maskCallback(new URLSearchParams([["operation", "x".repeat(500)]]))["operation"]).toHaveLength(300);
    const proto = maskCallback(new URLSearchParams("__proto__=x&constructor=y"));
    expect(Object.getPrototypeOf(proto)).toBe(Object.prototype);
  });
});
