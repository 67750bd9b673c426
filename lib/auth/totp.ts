import { Secret, TOTP } from "otpauth";

/** Codes of an authenticator app (RFC 6238), as every such app makes them when told nothing else: SHA-1, six digits, 30 s. */
const PERIOD_SECONDS = 30;
const totpOf = (secret: string, label = "hub", issuer = ""): TOTP =>
  new TOTP({ issuer, label, algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) });

/** In base32, as people type it into an app that cannot read the picture. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What the picture says to the app. */
export const totpUri = (secret: string, email: string, issuer: string): string => totpOf(secret, email, issuer).toString();

/** The time step a code belongs to; clocks may differ by one. Null when it is no code of this secret now. */
export function totpStep(secret: string, code: string, at: Date): number | null {
  if (!/^[0-9]{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window: 1 });
  return delta === null ? null : Math.floor(at.getTime() / 1_000 / PERIOD_SECONDS) + delta;
}

/** As people type a code: with spaces, hyphens and capitals. */
export const plainCode = (typed: string): string => typed.replaceAll(/[\s-]/g, "").toLowerCase();
