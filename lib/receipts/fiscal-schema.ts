import { z } from "zod";
import { visible } from "#lib/written-text.ts";

/**
 * Receipt settings of a sync, for the form and for the server. Names of methods, subjects and rates are RetailCRM's own
 * (protocols: retailcrm 4.1). Messages are keys of the catalog "errors".
 */

export const paymentMethods = [
  "full_prepayment", "prepayment", "advance", "full_payment", "partial_payment", "credit", "credit_payment",
] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export const paymentObjects = [
  "commodity", "excise", "job", "service", "gambling_bet", "gambling_prize", "lottery", "lottery_prize",
  "intellectual_activity", "payment", "agent_commission", "composite", "another", "property_right",
  "non_operating_gain", "insurance_premium", "sales_tax", "resort_fee",
] as const;
export type PaymentObject = (typeof paymentObjects)[number];

/** Rates that can be chosen today; vat-table.ts knows the historic ones too. */
export const vatNames = [
  "none", "vat0", "vat5", "vat7", "vat10", "vat22", "vat105", "vat107", "vat110", "vat122", "vat20", "vat120",
] as const;
export type VatName = (typeof vatNames)[number];

export const ffdVersions = ["1.05", "1.2"] as const;
export type FfdVersion = (typeof ffdVersions)[number];

/** Kinds of lines with defaults of their own. */
export const lineKinds = ["goods", "service", "delivery"] as const;
export type LineKind = (typeof lineKinds)[number];

/** Kinds of agents, 1…7 at the bank in this order. */
export const agentTypes = [
  "bank_paying_agent", "bank_paying_subagent", "paying_agent", "paying_subagent", "attorney", "commission_agent", "agent",
] as const;

const choice = <const T extends readonly string[]>(values: T) => z.enum(values, "invalid_choice");

const shortText = (max: number) => z.string("wrong_type").trim().max(max, "too_long").regex(visible, "control_characters");

/** ≤ 40 characters, which is all the bank takes (protocols: alfabank 7.1). */
const email = z
  .string("wrong_type")
  .trim()
  .max(40, "too_long")
  .regex(/^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, "invalid_email");

const lineDefaults = z.object(
  {
    paymentMethod: choice(paymentMethods),
    paymentObject: choice(paymentObjects),
    /** Of delivery: overrules what RetailCRM sends. Of the others: stands in where RetailCRM sends none. */
    vat: choice(vatNames).nullable(),
  },
  "wrong_type",
);

const agent = z.object(
  {
    type: choice(agentTypes),
    supplierName: shortText(256).min(1, "required"),
    supplierInn: z.string("wrong_type").trim().regex(/^(\d{10}|\d{12})$/, "invalid_inn"),
    supplierPhone: z.string("wrong_type").trim().regex(/^\+?\d{10,15}$/, "invalid_phone"),
  },
  "wrong_type",
);

const STATUSES_MAX = 30;

/** Codes of order statuses: a list, or one by itself. null for an empty list. */
const statusCodes = z
  .union([z.string(), z.array(z.string())], "wrong_type")
  .transform((given) => [...new Set([given].flat().map((code) => code.trim()))])
  .refine((codes) => codes.length <= STATUSES_MAX, "too_long")
  .refine((codes) => codes.every((code) => /^[A-Za-z0-9_-]{1,64}$/.test(code)), "invalid_format")
  .transform((codes) => (codes.length === 0 ? null : codes));

export const fiscalFields = {
  enabled: z.boolean("wrong_type"),
  /** Version of the document format set for this shop at the bank: it decides how units and marking are written. */
  ffd: choice(ffdVersions),
  goods: lineDefaults,
  service: lineDefaults,
  delivery: lineDefaults,
  /** Stands in for a rate nobody knows; null: such an invoice is refused. */
  vatFallback: choice(vatNames).nullable(),
  /** 20 % on a sale after 2025: take 22 % with a note, or refuse. */
  oldVat: choice(["raise", "refuse"]),
  /** Rates of prepayments: as RetailCRM sends them, or the calculated ones (10/110, 22/122 …). */
  prepaymentVat: choice(["asSent", "calculated"]),
  /** An invoice without items: refuse, or one line for the whole order. */
  itemsMissing: choice(["refuse", "oneLine"]),
  /** Name of that line; {number} stands for the order number. */
  oneLineName: shortText(128).min(1, "required"),
  /** What the items lack to the sum of the invoice is delivery that RetailCRM does not send as an item. */
  missingAsDelivery: z.boolean("wrong_type"),
  deliveryName: shortText(128).min(1, "required"),
  /** A larger difference between items and invoice is no discount, per cent. */
  maxDiscount: z.number("not_a_number").int("not_whole").min(0, "too_small").max(100, "too_large"),
  /** Free lines: leave out, or print with a price of 0. */
  keepGifts: z.boolean("wrong_type"),
  nameLimit: z.number("not_a_number").int("not_whole").min(16, "too_small").max(128, "too_large"),
  /** Unit of goods when RetailCRM names none, FFD 1.05. */
  defaultUnit: shortText(20).min(1, "required"),
  /** Where the receipt goes when the buyer gave neither phone nor e-mail; null: such an invoice is refused. */
  fallbackEmail: email.nullable(),
  agent: agent.nullable(),
  /** Order statuses at which goods have changed hands and a prepayment is settled; null: by hand only. */
  closeOn: statusCodes.nullable(),
};

export type FiscalSettings = { [Name in keyof typeof fiscalFields]: z.output<(typeof fiscalFields)[Name]> };

const TEXT_MAX = 20_000;

const isStorable = (value: unknown): boolean => {
  try {
    const text = JSON.stringify(value);
    return text.length <= TEXT_MAX && !/\\u0000|\\ud[89a-f]/i.test(text);
  } catch {
    return false; // nested deeper than can be written
  }
};

const storable = z.looseObject({}, "wrong_type").refine(isStorable, { error: "too_long", abort: true });
const parts = z.object(fiscalFields).partial();

/** What the API takes for a new sync: the switch, and any part of the rest. Unknown parts are dropped. */
export const fiscalInput = storable.pipe(z.object({ ...parts.shape, enabled: fiscalFields.enabled }));

/** For one that exists: any part. Absent ones stay as they are. */
export const fiscalPatch = storable.pipe(parts);

export type FiscalPatch = z.output<typeof fiscalPatch>;

export const fiscalDefaults: FiscalSettings = {
  enabled: false,
  ffd: "1.05",
  goods: { paymentMethod: "full_prepayment", paymentObject: "commodity", vat: null },
  service: { paymentMethod: "full_prepayment", paymentObject: "service", vat: null },
  delivery: { paymentMethod: "full_prepayment", paymentObject: "service", vat: null },
  vatFallback: null,
  oldVat: "raise",
  prepaymentVat: "asSent",
  itemsMissing: "refuse",
  oneLineName: "Оплата заказа {number}",
  missingAsDelivery: false,
  deliveryName: "Доставка",
  maxDiscount: 100,
  keepGifts: false,
  nameLimit: 128,
  defaultUnit: "шт",
  fallbackEmail: null,
  agent: null,
  closeOn: null,
};

/** Settings as stored, whatever version of the product stored them: what is missing or no longer readable is the default. */
export function readFiscal(stored: unknown): FiscalSettings {
  const given = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  const read = Object.entries(fiscalFields).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(given[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return { ...fiscalDefaults, ...(Object.fromEntries(read) as Partial<FiscalSettings>) };
}

/** Settings after a change of some of them. */
export const mergeFiscal = (stored: unknown, change: FiscalPatch): FiscalSettings => readFiscal({ ...readFiscal(stored), ...change });
