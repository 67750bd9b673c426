/** Reads and checks the `integrationModule` of edit (protocols: retailcrm 2). */
import { isObject, type JsonObject } from "../json.ts";
import type { ModuleShop, RegisteredModule } from "../state/account-types.ts";
import type { Switches } from "../state/switches.ts";
import { BLANK, FieldErrors, NOT_VALID } from "./checks.ts";

export type ModuleDescription = Omit<RegisteredModule, "keyId" | "registeredAt" | "received">;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const PAYMENT_ACTIONS = ["create", "approve", "cancel", "refund", "status"];

export function readModuleDescription(
  source: JsonObject,
  pathCode: string,
  switches: Switches,
): { module: ModuleDescription; errors: null } | { module: null; errors: Record<string, string> } {
  const errors = new FieldErrors();
  const code = errors.text(source, "code", { required: true });
  if (code !== null && !/^[A-Za-z0-9_-]+$/.test(code))
    errors.add("code", 'Use Latin letters, digits, "-" and "_" only.');
  if (code !== null && code !== pathCode) errors.add("code", "This value should be equal to the code in the path.");
  const own = !switches.modulePublished;
  const integrationCode = errors.text(source, "integrationCode", { required: true });
  const name = errors.text(source, "name", { required: own });
  const logo = readUrl(errors, source, "logo", switches, own);
  const clientId = errors.text(source, "clientId", { required: true });
  const baseUrl = readUrl(errors, source, "baseUrl", switches, true);
  const accountUrl = readUrl(errors, source, "accountUrl", switches, true);
  const actions = errors.texts(source["actions"], "actions");
  const availableCountries = readCodes(errors, source["availableCountries"], "availableCountries", /^[A-Z]{2}$/);
  const active = errors.flag(source, "active") ?? true;
  const freeze = errors.flag(source, "freeze") ?? false;
  if (errors.flag(source, "native") === true) errors.add("native", NOT_VALID);
  const payment = readPayment(errors, source);
  if (
    errors.any ||
    code === null ||
    integrationCode === null ||
    clientId === null ||
    baseUrl === null ||
    accountUrl === null
  )
    return { module: null, errors: errors.found };
  return {
    module: {
      code,
      integrationCode,
      name,
      logo,
      clientId,
      baseUrl,
      accountUrl,
      actions,
      availableCountries,
      active,
      freeze,
      payment,
    },
    errors: null,
  };
}

function readUrl(
  errors: FieldErrors,
  source: JsonObject,
  field: string,
  switches: Switches,
  required: boolean,
): string | null {
  const text = errors.text(source, field, { required, max: 2048 });
  if (text === null) return null;
  const url = URL.parse(text);
  if (!url || !["http:", "https:"].includes(url.protocol)) errors.add(field, "This value is not a valid URL.");
  else if (switches.requireHttps && url.protocol !== "https:" && !LOOPBACK.has(url.hostname))
    errors.add(field, "This URL should use https.");
  return text;
}

function readPayment(errors: FieldErrors, source: JsonObject): RegisteredModule["payment"] {
  const integrations = source["integrations"];
  if (integrations === undefined || integrations === null || (Array.isArray(integrations) && integrations.length === 0))
    return null;
  const payment = isObject(integrations) ? integrations["payment"] : undefined;
  if (!isObject(payment)) {
    if (!isObject(integrations) || payment !== undefined) errors.add("integrations", NOT_VALID);
    return null;
  }
  const label = "integrations.payment";
  const actions = errors.texts(payment["actions"], `${label}.actions`);
  if (!actions["create"]) errors.add(`${label}.actions`, 'The action "create" is required.');
  const unknown = Object.keys(actions).find((action) => !PAYMENT_ACTIONS.includes(action));
  if (unknown !== undefined) errors.add(`${label}.actions`, `Unknown action "${unknown}".`);
  const currencies = readCodes(errors, payment["currencies"], `${label}.currencies`, /^[A-Z]{3}$/);
  const invoiceTypes = readCodes(errors, payment["invoiceTypes"], `${label}.invoiceTypes`, /^link$/);
  if (currencies.length === 0) errors.add(`${label}.currencies`, BLANK);
  if (invoiceTypes.length === 0) errors.add(`${label}.invoiceTypes`, BLANK);
  return { actions, currencies, invoiceTypes, shops: readShops(errors, payment["shops"]) };
}

function readShops(errors: FieldErrors, value: unknown): ModuleShop[] {
  if (value === undefined || value === null) errors.add("integrations.payment.shops", BLANK);
  const shops = errors.list(value, "integrations.payment.shops").map((shop, index): ModuleShop => {
    const label = `integrations.payment.shops[${String(index)}]`;
    const source = isObject(shop) ? shop : {};
    return {
      code: errors.text(source, "code", { required: true, label: `${label}.code` }) ?? "",
      name: errors.text(source, "name", { required: true, label: `${label}.name` }) ?? "",
      active: errors.flag(source, "active", `${label}.active`) ?? true,
    };
  });
  if (new Set(shops.map((shop) => shop.code)).size < shops.length)
    errors.add("integrations.payment.shops", "Codes of shops should be unique.");
  return shops;
}

function readCodes(errors: FieldErrors, value: unknown, label: string, pattern: RegExp): string[] {
  const list = errors.list(value, label);
  const codes = list.filter((code): code is string => typeof code === "string" && pattern.test(code));
  if (codes.length < list.length) errors.add(label, "The value you selected is not a valid choice.");
  return codes;
}
