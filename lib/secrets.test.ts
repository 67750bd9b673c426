import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSealedWithFirstKey, seal, unseal } from "./secrets.ts";

const key = (byte: number) => `v1:${Buffer.alloc(32, byte).toString("base64")}`;
const password = { field: "Sync.password", id: "one" };

describe("sealed secrets", () => {
  it.each(["p", "Sandbox&Pay+100%", "пароль 🔑", "", "x".repeat(4_000)])("come back as they were: %j", (plain) => {
    expect(unseal(seal(plain, password, [key(1)]), password, [key(1)])).toBe(plain);
  });

  it("never look alike twice and never show what is in them", () => {
    const sealed = [seal("secret-word", password, [key(1)]), seal("secret-word", password, [key(1)])];
    expect(sealed[0]).not.toBe(sealed[1]);
    const bytes = Buffer.from(sealed[0]?.split(".")[3] ?? "", "base64url").toString("latin1");
    expect(`${sealed.join()}${bytes}`).not.toContain("secret-word");
  });

  it("C-74 another key opens nothing", () => {
    expect(() => unseal(seal("x", password, [key(1)]), password, [key(2)])).toThrow("cannot decrypt Sync.password");
  });

  it("a key that only pretends to be the one named opens nothing either", () => {
    const foreignId = createHash("sha256").update(Buffer.alloc(32, 2)).digest("hex").slice(0, 8);
    const [version, , iv, body] = seal("x", password, [key(1)]).split(".");
    expect(() => unseal([version, foreignId, iv, body].join("."), password, [key(2)])).toThrow();
  });

  it("do not work in another row or another field", () => {
    const sealed = seal("x", password, [key(1)]);
    expect(() => unseal(sealed, { ...password, id: "two" }, [key(1)])).toThrow();
    expect(() => unseal(sealed, { ...password, field: "Sync.callbackToken" }, [key(1)])).toThrow();
  });

  it("altered by one bit anywhere they open no more", () => {
    const [version = "", id = "", iv = "", body = ""] = seal("secret", password, [key(1)]).split(".");
    const flipped = (text: string, at: number): string => {
      const bytes = Buffer.from(text, "base64url");
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes.toString("base64url");
    };
    const spoilt = [
      ...Array.from({ length: 12 }, (_, at) => [version, id, flipped(iv, at), body]),
      ...Array.from({ length: 22 }, (_, at) => [version, id, iv, flipped(body, at)]),
    ];
    for (const parts of spoilt) expect(() => unseal(parts.join("."), password, [key(1)])).toThrow();
  });

  it.each(["", "plain text", "v1", "v1.x.y", "v2.a.b.c", "v1...", "....."])("what is no sealed text is refused: %j", (text) => {
    expect(() => unseal(text, password, [key(1)])).toThrow("cannot decrypt");
  });

  it("a short tail is not taken for a whole seal", () => {
    const [version, id, iv, body = ""] = seal("secret", password, [key(1)]).split(".");
    const cut = Buffer.from(body, "base64url").subarray(0, 8).toString("base64url");
    expect(() => unseal([version, id, iv, cut].join("."), password, [key(1)])).toThrow("tag length");
  });

  it("rotation: the first key seals, all keys open", () => {
    const old = seal("x", password, [key(1)]);
    const keys = [key(2), key(1)];
    expect(unseal(old, password, keys)).toBe("x");
    expect(isSealedWithFirstKey(old, keys)).toBe(false);
    const renewed = seal("x", password, keys);
    expect(isSealedWithFirstKey(renewed, keys)).toBe(true);
    expect(unseal(renewed, password, [key(2)])).toBe("x");
    expect(() => unseal(old, password, [key(2)])).toThrow();
  });

  it("without any key nothing is sealed", () => {
    expect(() => seal("x", password, [])).toThrow("no encryption key");
  });
});
