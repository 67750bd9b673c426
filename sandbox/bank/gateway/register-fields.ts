import { isEmail, isPhone } from "../cart/check-customer.ts";
import type { Call } from "./call.ts";
import { readObject } from "./fields.ts";
import { GatewayError } from "./gateway-error.ts";

export function readOrderNumber({ fields, merchant }: Call): string {
  const orderNumber = fields.get("orderNumber");
  if (orderNumber === null) throw new GatewayError(4, "emptyOrderNumber");
  if (orderNumber.length > merchant.gateway.longestOrderNumber) {
    throw new GatewayError(Number(merchant.gateway.longOrderNumberCode), "wrongOrderNumber");
  }
  return orderNumber;
}

/** Zero is for the two card-check features only; this bank grants neither. */
export function readAmount({ fields }: Call, features: readonly string[]): number {
  const amount = fields.amount("amount");
  if (amount === null) throw new GatewayError(4, "noAmount");
  if (amount === 0 && !features.some((one) => CHECKS.has(one))) throw new GatewayError(5, "wrongAmount");
  const currency = fields.get("currency");
  if (currency !== null && currency !== "643" && currency !== "810") throw new GatewayError(3, "unknownCurrency");
  return amount;
}

const CHECKS = new Set(["VERIFY", "SBP_BINDING"]);
const FEATURES = new Set([...CHECKS, "FORCE_TDS", "FORCE_SSL", "FORCE_FULL_TDS", "FORCE_CREATE_BINDING", "AUTO_PAYMENT"]);

/** Repeated field; one comma-separated value is not understood (quirk 26). */
export function readFeatures({ fields }: Call): string[] {
  const features = fields.all("features");
  for (const feature of features) if (!FEATURES.has(feature)) throw new GatewayError(14, "unknownFeature", feature);
  const refused = features.find((one) => one === "AUTO_PAYMENT" || CHECKS.has(one));
  if (refused !== undefined) throw new GatewayError(13, "featureNotAllowed", refused);
  if (features.includes("FORCE_SSL") && (features.includes("FORCE_TDS") || features.includes("FORCE_FULL_TDS"))) {
    throw new GatewayError(13, "featureNotAllowed");
  }
  return features;
}

export function readParams({ fields }: Call): Record<string, string> {
  const json = fields.get("jsonParams");
  return json === null ? {} : textMap(json);
}

/** Object of text to text: names up to 255, values up to 1024. @throws GatewayError 5 "jsonParams неверен" */
export function textMap(json: string): Record<string, string> {
  const wrong = new GatewayError(5, "wrongParams");
  const object = readObject(json);
  if (object === null) throw wrong;
  const map: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(object)) {
    if (typeof value !== "string" || value.length > 1024 || name.length > 255 || name === "") throw wrong;
    map[name] = value;
  }
  return { ...map };
}

export function readPayer(call: Call) {
  const { fields, merchant } = call;
  const description = fields.text("description", 598) ?? "";
  if (merchant.gateway.rejectMarkup && /<[a-z!/]/i.test(description)) throw new GatewayError(4, "wrongFormat", "description");
  if (merchant.gateway.strictDescription && /[%+\r\n]/.test(description)) throw new GatewayError(5, "wrongField", "description");
  const email = fields.text("email", 40);
  if (email !== null && !isEmail(email)) throw new GatewayError(5, "wrongField", "email");
  const phone = fields.get("phone");
  if (phone !== null && !isPhone(phone)) throw new GatewayError(5, "wrongField", "phone");
  const child = fields.get("merchantLogin");
  if (child !== null && child !== merchant.login) throw new GatewayError(5, "accessDenied");
  fields.text("cardholderName", 150);
  fields.text("postAddress", 255);
  const contact = cartContact(fields.get("orderBundle"));
  return {
    description,
    email: email ?? contact.email,
    phone: phone ?? contact.phone,
    ip: fields.text("ip", 39),
    clientId: fields.text("clientId", 255),
  };
}

function cartContact(json: string | null): { email: string | null; phone: string | null } {
  const customer = json === null ? undefined : readObject(json)?.["customerDetails"];
  const { email, phone } = (typeof customer === "object" && customer !== null ? customer : {}) as Record<string, unknown>;
  return { email: typeof email === "string" ? email : null, phone: typeof phone === "string" ? phone : null };
}
