import type { Call } from "./call.ts";
import { GatewayError } from "./gateway-error.ts";

const LONGEST = 512;

export function readAddresses({ fields, merchant }: Call) {
  const returnUrl = fields.get("returnUrl");
  if (returnUrl === null) throw new GatewayError(4, "noReturnUrl");
  checkReturn(returnUrl);
  const failUrl = fields.get("failUrl");
  if (failUrl !== null) checkReturn(failUrl);
  return { returnUrl, failUrl, dynamicCallbackUrl: readDynamic(fields.get("dynamicCallbackUrl"), merchant.permissions.dynamicCallback) };
}

/** Without a scheme an address is taken as a path of the gateway; a leading dot or slash, or another scheme, is an error (3.1). */
function checkReturn(url: string): void {
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(url)?.[1]?.toLowerCase();
  const wrongScheme = scheme !== undefined && (!/^https?$/.test(scheme) || !URL.canParse(url));
  if (url.length > LONGEST || /^[./]/.test(url) || /[\s<>"]/.test(url) || wrongScheme) {
    throw new GatewayError(4, "wrongReturnUrl");
  }
}

function readDynamic(url: string | null, permission: "allowed" | "ignored" | "refused"): string | null {
  if (url === null || permission === "ignored") return null;
  if (permission === "refused") throw new GatewayError(5, "accessDenied", "dynamicCallbackUrl");
  if (url.length > LONGEST || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new GatewayError(5, "wrongField", "dynamicCallbackUrl");
  }
  return url;
}
