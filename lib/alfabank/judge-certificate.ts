import { X509Certificate } from "node:crypto";

export type CaVerdict =
  | { ok: true; certificate: X509Certificate }
  | { ok: false; reason: "not_a_certificate" | "wrong_fingerprint" | "not_an_authority" | "not_signed_by_root" | "not_valid_now" };

const parse = (bytes: Buffer): X509Certificate | null => {
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
};

const isValidAt = ({ validFromDate, validToDate }: X509Certificate, at: Date): boolean => validFromDate <= at && at < validToDate;

const isSignedBy = (certificate: X509Certificate, authority: X509Certificate): boolean =>
  certificate.checkIssued(authority) && certificate.verify(authority.publicKey);

/** The root is known by its fingerprint alone: PEM or DER, from wherever it came. */
export function judgeRoot(bytes: Buffer, fingerprint: string, at: Date): CaVerdict {
  const certificate = parse(bytes);
  if (certificate === null) return { ok: false, reason: "not_a_certificate" };
  if (certificate.fingerprint256 !== fingerprint) return { ok: false, reason: "wrong_fingerprint" };
  if (!certificate.ca) return { ok: false, reason: "not_an_authority" };
  return isValidAt(certificate, at) ? { ok: true, certificate } : { ok: false, reason: "not_valid_now" };
}

/** An intermediate is known by the root's signature alone. */
export function judgeIntermediate(bytes: Buffer, root: X509Certificate, at: Date): CaVerdict {
  const certificate = parse(bytes);
  if (certificate === null) return { ok: false, reason: "not_a_certificate" };
  if (!certificate.ca) return { ok: false, reason: "not_an_authority" };
  if (!isSignedBy(certificate, root)) return { ok: false, reason: "not_signed_by_root" };
  return isValidAt(certificate, at) ? { ok: true, certificate } : { ok: false, reason: "not_valid_now" };
}
