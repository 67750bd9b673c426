/**
 * A merchant of the simulated bank and every setting in which installations differ (protocols: alfabank 11.3 and 13).
 * A fact that the protocol file only infers is a switch here, with the inferred reading as its default.
 */
import { z } from "zod";

export const HOST_ALIASES = ["test", "pay", "payment", "ecom"] as const;
export type HostAlias = (typeof HOST_ALIASES)[number];

export const OPERATIONS = ["approved", "deposited", "reversed", "refunded", "declinedByTimeout", "declinedCardpresent"] as const;
export type Operation = (typeof OPERATIONS)[number];

const count = (max: number) => z.number().int().min(0).max(max);

export const permissionsSchema = z.strictObject({
  oneStage: z.boolean().default(true),
  twoStage: z.boolean().default(true),
  refund: z.boolean().default(true),
  reverse: z.boolean().default(true),
  decline: z.boolean().default(true),
  multiDeposit: z.boolean().default(false),
  autoCompletion: z.boolean().default(true),
  /** May `dynamicCallbackUrl` be used: yes, silently ignored, or refused with error 5. */
  dynamicCallback: z.enum(["allowed", "ignored", "refused"]).default("allowed"),
  openToken: z.boolean().default(true),
  sbp: z.boolean().default(true),
});

export const gatewayKnobsSchema = z.strictObject({
  /** Field set of getOrderStatusExtended.do (4.1). */
  statusVersion: z.number().int().min(1).max(46).default(46),
  errorCodeType: z.enum(["mixed", "string", "number"]).default("mixed"),
  registerErrorCode: z.boolean().default(false),
  contentType: z.enum(["text", "json"]).default("text"),
  currencyEcho: z.enum(["643", "810"]).default("643"),
  longestOrderNumber: z.number().int().min(1).max(36).default(36),
  longOrderNumberCode: z.enum(["1", "5"]).default("5"),
  reuseExpiredNumbers: z.boolean().default(false),
  /** Sber's rule: no `%`, `+`, CR, LF in the description. */
  strictDescription: z.boolean().default(false),
  rejectMarkup: z.boolean().default(true),
  /** 0 = no limit. */
  requestsPerMinute: count(100_000).default(0),
});

export const sessionKnobsSchema = z.strictObject({
  timeoutSecs: z.number().int().min(1).max(999_999_999).default(1200),
  /** 0 = no upper bound. */
  longestSecs: count(999_999_999).default(0),
  expirationZoneMinutes: z.number().int().min(-720).max(840).default(180),
  /** The job that closes expired orders may lag behind the deadline. */
  expiryJobDelaySecs: count(86_400).default(0),
  expiryActionCode: z.enum(["auto", "-2014", "-2007", "-2009"]).default("auto"),
  declineActionCode: z.enum(["4005", "2012"]).default("4005"),
  declineDuring3ds: z.boolean().default(true),
  declineCallback: z.boolean().default(false),
  /** 0 = unlimited attempts. */
  attempts: count(100).default(3),
  wrongCvcIsFinal: z.boolean().default(false),
  failedAttemptState: z.enum(["CREATED", "DECLINED"]).default("CREATED"),
  failedAttemptCallback: z.boolean().default(true),
  exhaustedActionCode: z.enum(["failure", "-2013"]).default("failure"),
});

export const moneyKnobsSchema = z.strictObject({
  externalRefundId: z.boolean().default(true),
  expectedDepositedAmount: z.boolean().default(true),
  reverseUntil: z.enum(["holdOnly", "bankDay", "always"]).default("bankDay"),
  reversedKeepsApproved: z.boolean().default(false),
  /** 0 = a hold never ends by itself. */
  holdDays: count(365).default(7),
  holdEnds: z.enum(["release", "capture"]).default("release"),
  sbpPendingSecs: count(86_400).default(0),
});

export const cartKnobsSchema = z.strictObject({
  required: z.boolean().default(false),
  /** The bank issues receipts: prices mandatory, receipts appear after capture and refund. */
  fiscal: z.boolean().default(true),
  errorCode: z.enum(["5", "4"]).default("5"),
  taxSumRequired: z.boolean().default(false),
  taxSumChecked: z.boolean().default(true),
  attributesAreStrings: z.boolean().default(true),
  oldVat: z.enum(["refuse", "accept"]).default("refuse"),
  partItems: z.enum(["strict", "sums"]).default("strict"),
  partWithoutItems: z.enum(["refuse", "noReceipt", "accept"]).default("noReceipt"),
  receiptDelaySecs: count(86_400).default(10),
  receiptOutcome: z.enum(["delivered", "failed", "failedOnce"]).default("delivered"),
  longestOfdName: z.number().int().min(1).max(255).default(128),
});

export const callbackKnobsSchema = z.strictObject({
  /** Static address; empty = none. */
  url: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  method: z.enum(["GET", "POST"]).default("GET"),
  operations: z.array(z.enum(OPERATIONS)).default([...OPERATIONS]),
  signing: z.enum(["none", "symmetric", "asymmetric"]).default("none"),
  key: z.string().max(200).default(""),
  creationDate: z.boolean().default(false),
  /** Names of further parameters of 6.1, such as `amount`. */
  extraParameters: z.array(z.string().regex(/^[A-Za-z_]{1,64}$/)).default([]),
  expiryStatus: z.enum(["0", "1"]).default("0"),
  retrySecs: count(86_400).default(30),
  mostFailures: z.number().int().min(1).max(1000).default(3),
  delayMs: count(3_600_000).default(0),
  copies: z.number().int().min(1).max(50).default(1),
  /** Hold back this many notifications and send them last-first; 0 or 1 = in order. */
  reorder: count(50).default(0),
  /** Lose the next n notifications; -1 = all. */
  lose: z.number().int().min(-1).max(1_000_000).default(0),
  badChecksum: z.boolean().default(false),
  unsigned: z.boolean().default(false),
  /** A proxy on the way adds unsigned parameters. */
  noise: z.boolean().default(false),
  /** Wait for the merchant's answer before the payer is sent back. */
  beforeRedirect: z.boolean().default(false),
});

export const pageKnobsSchema = z.strictObject({
  finishedOrder: z.enum(["error", "return"]).default("error"),
  appendOrderId: z.boolean().default(true),
  visaTestCard: z.enum(["frictionless", "challenge"]).default("frictionless"),
  /** Hosted pages of this family answer 412 to headless browsers. */
  refuseHeadless: z.boolean().default(false),
});

export const merchantSchema = z.strictObject({
  login: z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/),
  password: z.string().min(1).max(200),
  token: z.string().max(256).default(""),
  name: z.string().min(1).max(255).default("Тестовый магазин"),
  siteUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  mustChangePassword: z.boolean().default(false),
  /** Base addresses that know this login; elsewhere it gets error 5. */
  hosts: z.array(z.enum(HOST_ALIASES)).default(["test"]),
  language: z.enum(["ru", "en"]).default("ru"),
  permissions: permissionsSchema.default(permissionsSchema.parse({})),
  gateway: gatewayKnobsSchema.default(gatewayKnobsSchema.parse({})),
  session: sessionKnobsSchema.default(sessionKnobsSchema.parse({})),
  money: moneyKnobsSchema.default(moneyKnobsSchema.parse({})),
  cart: cartKnobsSchema.default(cartKnobsSchema.parse({})),
  callback: callbackKnobsSchema.default(callbackKnobsSchema.parse({})),
  page: pageKnobsSchema.default(pageKnobsSchema.parse({})),
});

export type Merchant = z.infer<typeof merchantSchema>;
/** What `addMerchant` takes: login and password, the rest has defaults. */
export type MerchantInput = z.input<typeof merchantSchema>;

type Knobs = "permissions" | "gateway" | "session" | "money" | "cart" | "callback" | "page";
/** What `editMerchant` takes: any part of the merchant, groups merged key by key. */
export type MerchantPatch = Partial<Omit<Merchant, Knobs | "login">> & { [K in Knobs]?: Partial<Merchant[K]> };

const groupPatch = {
  permissions: permissionsSchema,
  gateway: gatewayKnobsSchema,
  session: sessionKnobsSchema,
  money: moneyKnobsSchema,
  cart: cartKnobsSchema,
  callback: callbackKnobsSchema,
  page: pageKnobsSchema,
};

/** Merges a patch and validates the whole; a wrong or unknown key throws a ZodError and changes nothing. */
export function patchMerchant(merchant: Merchant, patch: MerchantPatch): Merchant {
  const merged: Record<string, unknown> = { ...merchant, ...patch, login: merchant.login };
  for (const group of Object.keys(groupPatch) as Knobs[]) {
    merged[group] = { ...merchant[group], ...patch[group] };
  }
  return merchantSchema.parse(merged);
}
