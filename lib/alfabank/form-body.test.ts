import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formBody } from "./form-body.ts";

describe("formBody", () => {
  it("survives the characters that passwords and texts are made of", () => {
    const password = "a&b+c%d#e=f?g;h/i\\j\"k'l m";
    const body = formBody({ password, description: "Заказ № 1042 — чай", amount: 150_000n });
    const read = new URLSearchParams(body);
    expect(read.get("password")).toBe(password);
    expect(read.get("description")).toBe("Заказ № 1042 — чай");
    expect(read.get("amount")).toBe("150000");
    expect(body).toMatch(/^[\x20-\x7e]+$/);
    expect(body).not.toContain(" ");
  });

  it("carries any text unharmed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        expect(new URLSearchParams(formBody({ text })).get("text")).toBe(text.toWellFormed());
      }),
    );
  });

  it("leaves out what is absent or empty, and keeps zero and false", () => {
    expect(formBody({ token: "", failUrl: undefined, nothing: null, taxSystem: 0, flag: false })).toBe("taxSystem=0&flag=false");
  });

  it("puts objects into one field as JSON", () => {
    const read = new URLSearchParams(formBody({ depositItems: { items: [{ name: "Чай & кофе", positionId: 1 }] } }));
    expect(JSON.parse(read.get("depositItems") ?? "")).toEqual({ items: [{ name: "Чай & кофе", positionId: 1 }] });
  });
});
