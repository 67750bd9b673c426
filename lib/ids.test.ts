import { describe, expect, it } from "vitest";
import { isUuid, newUuid, randomBase36, randomBase62 } from "./ids.ts";

describe("random texts", () => {
  it("C-62 are of the asked length, from the whole alphabet, and do not repeat", () => {
    const slugs = Array.from({ length: 5_000 }, () => randomBase62(10));
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs.every((slug) => /^[0-9A-Za-z]{10}$/.test(slug))).toBe(true);
    expect(new Set(slugs.join("")).size).toBe(62);
  });

  it("favour no letter", () => {
    const counts = new Map<string, number>();
    for (const letter of randomBase36(72_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const numbers = [...counts.values()];
    expect(numbers).toHaveLength(36);
    expect(Math.min(...numbers)).toBeGreaterThan(1_700); // 2000 expected, deviation about 44
    expect(Math.max(...numbers)).toBeLessThan(2_300);
  });
});

describe("isUuid", () => {
  it("takes a UUID of any case and nothing around it", () => {
    const uuid = newUuid();
    expect([uuid, uuid.toUpperCase()].every(isUuid)).toBe(true);
    expect(["", ` ${uuid}`, `${uuid}\n`, `{${uuid}}`, uuid.replaceAll("-", ""), `${uuid}0`, "0".repeat(36)].some(isUuid)).toBe(false);
  });
});
