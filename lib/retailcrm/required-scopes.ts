/** Permissions the module needs, by their present names and by the method patterns of old keys (protocols: retailcrm 1.4). */

export const requiredScopes = [
  "integration_read",
  "integration_write",
  "payments_read",
  "payments_write",
  "reference_read",
] as const;

export type RequiredScope = (typeof requiredScopes)[number];

/** Reading an invoice has no known legacy pattern, so an old key is not blamed for it. */
const legacyMethods: Record<RequiredScope, readonly string[]> = {
  integration_read: ["/api/integration-modules/{code}"],
  integration_write: ["/api/integration-modules/{code}/edit"],
  payments_read: [],
  payments_write: ["/api/payment/check", "/api/payment/updateInvoice"],
  reference_read: ["/api/reference/sites"],
};

/** "/api/payment/(updateInvoice|check)" allows both methods; other characters stand for themselves. */
const allows = (pattern: string, method: string): boolean => {
  const match = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(pattern);
  if (!match) return pattern === method;
  const [, before = "", inside = "", after = ""] = match;
  return inside.split("|").some((alternative) => `${before}${alternative}${after}` === method);
};

/** Which of the needed permissions a key lacks. Present names decide when there are any, else the deprecated list. */
export function missingScopes(key: { scopes: readonly string[]; credentials: readonly string[] }): RequiredScope[] {
  if (key.scopes.length > 0) return requiredScopes.filter((scope) => !key.scopes.includes(scope));
  if (key.credentials.length === 0) return [...requiredScopes];
  return requiredScopes.filter(
    (scope) => !legacyMethods[scope].every((method) => key.credentials.some((pattern) => allows(pattern, method))),
  );
}
