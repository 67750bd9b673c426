import { describe, expect, it } from "vitest";
import { judgeNotification, type NotificationFacts } from "./notification-state.ts";

const now = new Date("2026-11-25T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

const judge = (given: Partial<NotificationFacts>) =>
  judgeNotification({ receivedAt: ago(1), signature: "valid", hintAskedAt: null, sameAskedLately: false, ...given }, now);

const asked = { ask: true, verdict: "asked" };
const signatures = ["valid", "invalid", "absent", "unchecked"];

describe("the first notification about an order", () => {
  it.each(signatures)("is worth a question, signature %s", (signature) => {
    expect(judge({ signature })).toEqual(asked);
  });
});

describe("one that came before the bank was last asked", () => {
  it.each(signatures)("tells nothing new, signature %s", (signature) => {
    expect(judge({ signature, receivedAt: ago(5), hintAskedAt: ago(5) })).toEqual({ ask: false, verdict: "already_known" });
    expect(judge({ signature, receivedAt: ago(5), hintAskedAt: ago(4), sameAskedLately: true })).toMatchObject({ verdict: "already_known" });
  });
});

describe("one that came after", () => {
  const later = { receivedAt: ago(1), hintAskedAt: ago(10) };

  it("is asked about at once when it is verifiably the bank's, however many there are", () => {
    expect(judge({ ...later, signature: "valid", sameAskedLately: true })).toEqual(asked);
  });

  it.each(["invalid", "absent"])("C-49 waits for its minute when its signature is %s", (signature) => {
    for (const sameAskedLately of [true, false]) {
      expect(judge({ ...later, signature, sameAskedLately })).toEqual({ ask: false, verdict: "postponed", until: ago(-50) });
    }
    expect(judge({ ...later, hintAskedAt: ago(60), signature })).toEqual(asked);
    expect(judge({ ...later, hintAskedAt: ago(59.999), signature })).toMatchObject({ verdict: "postponed" });
  });

  it("without an agreed key: news is asked about at once, the same again waits", () => {
    expect(judge({ ...later, signature: "unchecked", sameAskedLately: false })).toEqual(asked);
    expect(judge({ ...later, signature: "unchecked", sameAskedLately: true })).toEqual({ ask: false, verdict: "postponed", until: ago(-50) });
  });

  it("a signature of a kind nobody knows is treated as a bad one", () => {
    expect(judge({ ...later, signature: "surprise" })).toMatchObject({ verdict: "postponed" });
  });
});
