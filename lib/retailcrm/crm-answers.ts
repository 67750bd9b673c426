import { z } from "zod";
import { parseRoubles } from "#lib/money.ts";
import { numberText } from "./crm-json.ts";
import type { CrmPaymentStatus, CrmPaymentType, CrmSettings, CrmSite } from "./crm-client.ts";

/** Answers of the CRM, read tolerantly: unknown fields are allowed, an empty map is `[]`, lists may be maps. */

const text = z.unknown().transform((value): string | null => {
  const found = numberText(value);
  return found === undefined || found === "" ? null : found;
});
const flag = z.unknown().transform((value): boolean | null => (typeof value === "boolean" ? value : null));
const kopecks = z.unknown().transform((value): bigint | null => {
  const parsed = parseRoubles(numberText(value) ?? "");
  return parsed.ok ? parsed.kopecks : null;
});

const values = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value) : [];

/** List or map of texts; anything else in it is left out. */
const texts = z.unknown().transform((value): string[] => values(value).filter((entry) => typeof entry === "string"));

/** List or map of structures; what does not fit is left out. */
const list = <S extends z.ZodType>(entry: S) =>
  z.unknown().transform((value): z.output<S>[] =>
    values(value).flatMap((candidate) => {
      const parsed = entry.safeParse(candidate);
      return parsed.success ? [parsed.data] : [];
    }),
  );

const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

export const doneAnswer = z.unknown().transform(() => undefined);

export const versionsAnswer = z
  .object({ versions: texts.optional(), version: texts.optional() })
  .transform(({ versions, version }) => versions ?? version ?? []);

export const systemInfoAnswer = z
  .object({ systemVersion: text.optional(), publicUrl: text.optional(), technicalUrl: text.optional() })
  .transform(({ systemVersion = null, publicUrl = null, technicalUrl = null }) => ({ systemVersion, publicUrl, technicalUrl }));

export const credentialsAnswer = z
  .object({ scopes: texts.optional(), credentials: texts.optional(), siteAccess: text.optional(), sitesAvailable: texts.optional() })
  .transform(({ scopes = [], credentials = [], siteAccess = null, sitesAvailable = [] }) => ({
    scopes,
    credentials,
    siteAccess,
    sitesAvailable,
  }));

export const moduleAnswer = z
  .object({
    integrationModule: z.object({
      code: z.string(),
      clientId: text.optional(),
      active: flag.optional(),
      freeze: flag.optional(),
      baseUrl: text.optional(),
    }),
  })
  .transform(({ integrationModule: { code, clientId = null, active = null, freeze = null, baseUrl = null } }) => ({
    code,
    clientId,
    active,
    freeze,
    baseUrl,
  }));

export const newKeyAnswer = z.object({ apiKey: z.string().min(1) });

/** The outer `success` says only that the question was answered; the verdict is the inner one. */
export const verdictAnswer = z
  .object({ result: z.object({ success: z.boolean(), errorMsg: text.optional() }) })
  .transform(({ result }) =>
    result.success ? { valid: true as const } : { valid: false as const, reason: result.errorMsg ?? null },
  );

const invoiceRefund = z
  .object({ externalId: text.optional(), status: text.optional(), amount: kopecks.optional() })
  .transform(({ externalId = null, status = null, amount = null }) => ({ externalId, status, amount }));

export const invoiceAnswer = z
  .object({
    invoice: z.object({
      invoiceUuid: z.string(),
      externalId: text.optional(),
      status: text.optional(),
      amount: kopecks.optional(),
      currency: text.optional(),
      link: text.optional(),
      paidAt: text.optional(),
      refundable: flag.optional(),
      cancellable: flag.optional(),
      refunds: list(invoiceRefund).optional(),
    }),
  })
  .transform(({ invoice }) => ({
    invoiceUuid: invoice.invoiceUuid,
    externalId: invoice.externalId ?? null,
    status: invoice.status ?? null,
    amount: invoice.amount ?? null,
    currency: invoice.currency ?? null,
    link: invoice.link ?? null,
    paidAt: invoice.paidAt ?? null,
    refundable: invoice.refundable ?? null,
    cancellable: invoice.cancellable ?? null,
    refunds: invoice.refunds ?? [],
  }));

const site = z
  .object({ code: z.string().min(1), name: text.optional(), url: text.optional(), currency: text.optional() })
  .transform(({ code, name, url = null, currency = null }): CrmSite => ({ code, name: name ?? code, url, currency }));

export const sitesAnswer = z.object({ sites: list(site) }).transform(({ sites }) => sites);

const owner = z
  .object({ code: text.optional(), name: text.optional(), active: flag.optional(), logo: text.optional() })
  .transform(({ code = null, name = null, active = null, logo = null }) => ({ code, name, active, logo }));

const paymentType = z
  .object({
    code: z.string().min(1),
    name: text.optional(),
    active: flag.optional(),
    sites: texts.optional(),
    deliveryTypes: texts.optional(),
    paymentStatuses: texts.optional(),
    integrationModule: optional(owner),
  })
  .transform(
    ({ code, name, active, sites = [], deliveryTypes = [], paymentStatuses = [], integrationModule }): CrmPaymentType => ({
      code,
      name: name ?? code,
      active: active ?? true,
      sites,
      deliveryTypes,
      paymentStatuses,
      integrationModule: integrationModule ?? null,
    }),
  );

export const paymentTypesAnswer = z.object({ paymentTypes: list(paymentType) }).transform(({ paymentTypes }) => paymentTypes);

const paymentStatus = z
  .object({
    code: z.string().min(1),
    name: text.optional(),
    active: flag.optional(),
    paymentComplete: flag.optional(),
    paymentTypes: texts.optional(),
  })
  .transform(
    ({ code, name, active, paymentComplete, paymentTypes = [] }): CrmPaymentStatus => ({
      code,
      name: name ?? code,
      active: active ?? true,
      paymentComplete: paymentComplete ?? false,
      paymentTypes,
    }),
  );

export const paymentStatusesAnswer = z.object({ paymentStatuses: list(paymentStatus) }).transform(
  ({ paymentStatuses }) => paymentStatuses,
);

export const orderStatusAnswer = z.object({ order: z.object({ status: text.optional() }) }).transform(({ order }) => order.status ?? null);

const setting = optional(z.object({ value: text.optional() }));

export const settingsAnswer = z
  .object({ settings: z.object({ timezone: setting, system_language: setting }) })
  .transform(
    ({ settings }): CrmSettings => ({
      timeZone: settings.timezone?.value ?? null,
      language: settings.system_language?.value ?? null,
    }),
  );
