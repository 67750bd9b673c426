import { expect, it } from "vitest";
import { newTotpSecret, plainCode, totpStep, totpUri } from "./totp.ts";

/** "12345678901234567890" of RFC 6238, appendix B; its eight digits end in these six. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number): Date => new Date(seconds * 1_000);

it.each([
  [59, "287082", 1],
  [1_111_111_109, "081804", 37_037_036],
  [1_111_111_111, "050471", 37_037_037],
  [1_234_567_890, "005924", 41_152_263],
  [2_000_000_000, "279037", 66_666_666],
])("knows the code of second %i by the published vectors", (seconds, code, step) => {
  expect(totpStep(secret, code, at(seconds))).toBe(step);
});

it("takes a code one step early or late, and names the step it is of", () => {
  expect(totpStep(secret, "287082", at(59 + 30))).toBe(1);
  expect(totpStep(secret, "287082", at(59 - 30))).toBe(1);
  expect(totpStep(secret, "287082", at(59 + 61))).toBeNull();
});

it.each(["", "000000", "28708", "2870822", "287 082", "28708a", "２８７０８２"])("takes nothing else: %j", (code) => {
  expect(totpStep(secret, code, at(59))).toBeNull();
});

it("makes a new secret each time, and tells it to the app with its owner", () => {
  const [one, other] = [newTotpSecret(), newTotpSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
  const uri = new URL(totpUri(one, "anna@example.ru", "pay.tea.example"));
  expect([uri.protocol, uri.host, uri.searchParams.get("secret"), uri.searchParams.get("issuer")]).toEqual(["otpauth:", "totp", one, "pay.tea.example"]);
  expect(decodeURIComponent(uri.pathname)).toContain("anna@example.ru");
});

it("reads codes as people type them", () => {
  expect(plainCode(" 287 082 ")).toBe("287082");
  expect(plainCode("ABCD-efgh-12")).toBe("abcdefgh12");
});
