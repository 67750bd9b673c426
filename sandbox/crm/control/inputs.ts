/** Inputs of the control methods. Sums are roubles as decimal text or number; identifiers are the CRM's own. */
import { z } from "zod";
import { isTimezone } from "../dates.ts";
import { parseQuantity, parseRoubles } from "../money.ts";
import { faultKinds } from "../state/trial-types.ts";

const amount = z.union([z.string(), z.number()]).transform((value, context) => {
  const kopecks = parseRoubles(value);
  if (kopecks !== null && kopecks >= 0) return kopecks;
  context.addIssue({ code: "custom", message: "not a sum in roubles" });
  return z.NEVER;
});

const quantity = z.union([z.string(), z.number()]).transform((value, context) => {
  const parsed = parseQuantity(String(value));
  if (parsed && parsed.units > 0n) return String(value).trim().replace(",", ".");
  context.addIssue({ code: "custom", message: "not a quantity" });
  return z.NEVER;
});

const text = z.string().trim().max(1000);
/** The CRM's id or the number people see. */
const order = z.union([z.string(), z.number()]);
const invoice = z.string();

export const orderKey = z.strictObject({ order });
export const invoiceKey = z.strictObject({ invoice });

const item = z.strictObject({
  name: z.string().max(2000),
  price: amount,
  quantity: quantity.default("1"),
  unit: text.nullable().default("шт"),
  vat: text.nullable().default("none"),
  discount: amount.default(0),
  paymentMethod: text.default("full_prepayment"),
  paymentObject: text.default("commodity"),
  productCode: text.nullable().default(null),
  markingCode: text.nullable().default(null),
});
const customer = z.strictObject({
  firstName: text.default(""),
  lastName: text.default(""),
  patronymic: text.nullable().default(null),
  email: text.nullable().default(null),
  phone: text.nullable().default(null),
  contragentType: z.enum(["individual", "legal-entity", "enterpreneur"]).default("individual"),
  legalName: text.nullable().default(null),
  INN: text.nullable().default(null),
});
const delivery = z.strictObject({ name: text.default("Доставка"), cost: amount, vat: text.nullable().default("none") });

export const newOrder = z.strictObject({
  number: text.min(1).optional(),
  site: text.optional(),
  items: z.array(item).max(500),
  discount: amount.default(0),
  delivery: delivery.nullable().default(null),
  customer: customer.nullable().default(null),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("RUB"),
  sum: amount.nullable().default(null),
});
export const orderChange = z.strictObject({
  order,
  items: z.array(item).max(500).optional(),
  discount: amount.optional(),
  delivery: delivery.nullable().optional(),
  customer: customer.nullable().optional(),
  /** Sets the sum by hand; null goes back to the sum of the lines. */
  sum: amount.nullable().optional(),
  status: z.enum(["new", "delivered", "complete", "cancel"]).optional(),
  site: text.optional(),
});

export const issue = z.strictObject({
  order,
  shopCode: z.string(),
  module: z.string().optional(),
  amount: amount.optional(),
  returnUrl: z.string().optional(),
  twice: z.boolean().optional(),
});
export const press = z.strictObject({ invoice, amount: amount.optional(), twice: z.boolean().optional() });
export const pressTwice = z.strictObject({
  action: z.enum(["create", "approve", "cancel", "refund"]),
  invoice,
  amount: amount.optional(),
});
export const newPayment = z.strictObject({
  order,
  shopCode: z.string(),
  module: z.string().optional(),
  amount: amount.optional(),
});

const scopes = z.array(z.string());
const sites = z.union([z.literal("all"), z.array(z.string())]);
export const newKey = z.strictObject({
  label: text.default("Ключ API"),
  scopes: scopes.optional(),
  sites: sites.default("all"),
  legacyCredentialsOnly: z.boolean().default(false),
  simpleConnection: z.boolean().default(false),
  apiKey: z.string().min(8).optional(),
});
/** A key is named by its id or by itself. */
export const keyChange = z.strictObject({
  key: z.string(),
  label: text.optional(),
  scopes: scopes.optional(),
  sites: sites.optional(),
  legacyCredentialsOnly: z.boolean().optional(),
  active: z.boolean().optional(),
});
export const keyName = z.strictObject({ key: z.string() });

export const activity = z.strictObject({
  module: z.string().optional(),
  active: z.boolean().optional(),
  freeze: z.boolean().optional(),
  systemUrl: z.string().optional(),
  omit: z.array(z.enum(["activity", "active", "freeze", "systemUrl", "billingInfo"])).default([]),
});
export const accountSettings = z.strictObject({
  timezone: z.string().refine(isTimezone, "unknown time zone").optional(),
  language: z.enum(["ru", "en", "es"]).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});
export const card = z.strictObject({
  configUrl: z.url(),
  secret: z.string().optional(),
  token: z.string().optional(),
  systemUrl: z.string().optional(),
});
export const moduleName = z.strictObject({ module: z.string().optional() });

export const paymentType = z.strictObject({
  code: text.min(1).optional(),
  name: text.min(1),
  active: z.boolean().default(true),
  module: z.string().optional(),
  shopCode: z.string().optional(),
  sites: z.array(z.string()).optional(),
  deliveryTypes: z.array(z.string()).optional(),
  statusMap: z.record(z.string(), z.string()).optional(),
});

export const newFault = z.strictObject({
  endpoint: z.string().default("*"),
  kind: z.enum(faultKinds),
  times: z.number().int().positive().nullable().default(1),
  delayMs: z.number().int().min(0).max(600_000).default(0),
  text: z.string().nullable().default(null),
});
export const faultKey = z.strictObject({ fault: z.number().int() });
export const verdict = z.strictObject({ mode: z.enum(["normal", "refuse"]), text: z.string().default("") });
export const logFilter = z.strictObject({
  kind: z.enum(["api", "callback", "account"]).optional(),
  name: z.string().optional(),
  after: z.number().optional(),
});
export const switchChange = z.record(z.string(), z.unknown());
