import { createHmac, timingSafeEqual } from "node:crypto";

/** Proof that a registration comes from the CRM: HMAC-SHA256 of the API key under the module's secret (protocols: retailcrm 3.1). */
export function isRegisterToken(token: string, apiKey: string, moduleSecret: string): boolean {
  const expected = createHmac("sha256", moduleSecret).update(apiKey).digest();
  if (!/^[0-9a-f]{64}$/i.test(token)) return false;
  return timingSafeEqual(Buffer.from(token, "hex"), expected);
}
