import path from "node:path";
import { z } from "zod";
import * as field from "./env-fields.ts";

export type RawEnv = Readonly<Record<string, string | undefined>>;

const onOff = z.enum(["on", "off"], { error: 'must be "on" or "off"' });
const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const fields = z.object({
  PORT: field.port.default(3000),
  HOST: field.host.default("127.0.0.1"),
  PUBLIC_URL: field.originUrl.optional(),
  SHORT_URL: field.shortUrl.optional(),
  DATABASE_URL: field.databaseUrl.optional(),
  DATA_DIR: z.string().default("data"),
  ENCRYPTION_KEY: field.encryptionKeys.optional(),
  NEXTAUTH_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  HUB_ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  HUB_ADMIN_PASSWORD: z.string().min(10, "must have at least 10 characters").optional(),
  RETAILCRM_MODULE_SECRET: z.string().optional(),
  RETAILCRM_MODULE_CODE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/, "must be letters, digits, - and _ only")
    .default("alfabank"),
  RETAILCRM_EXTRA_HOSTS: field.hostList.default([]),
  ALFABANK_TEST_URL: field.bankUrl.default("https://alfa.rbsuat.com/payment/rest/"),
  ALFABANK_PRODUCTION_URL: field.bankUrl.optional(),
  ALFABANK_EXTRA_CA: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
  SANDBOX: onOff.optional(),
  HUB_SANDBOX: field.sandboxOffer.optional(),
  TRUSTED_PROXIES: field.networks.default([]),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("info"),
  WORKER: z.enum(["on", "off", "only"], { error: 'must be "on", "off" or "only"' }).default("on"),
  METRICS_TOKEN: z.string().optional(),
  RETENTION_DAYS: field.days.default(180),
  HUB_FAIL_POINTS: field.shares.default(new Map()),
});

export type SandboxOffer = NonNullable<z.infer<typeof fields>["HUB_SANDBOX"]>;

const toEnv = (values: z.infer<typeof fields>) => {
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${values.PORT.toString()}`;
  return {
    port: values.PORT,
    host: values.HOST,
    /** Origin without a trailing slash. */
    publicUrl,
    /** Base of the short links, without a trailing slash. */
    shortUrl: values.SHORT_URL ?? publicUrl,
    /** null: the embedded PostgreSQL, not started yet. */
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: path.resolve(values.DATA_DIR),
    /** "v1:…" entries; the first encrypts, all decrypt. Empty only before the embedded mode has made its keys. */
    encryptionKeys: values.ENCRYPTION_KEY ?? [],
    nextauthSecret: values.NEXTAUTH_SECRET ?? "",
    adminEmail: values.HUB_ADMIN_EMAIL ?? null,
    adminPassword: values.HUB_ADMIN_PASSWORD ?? null,
    moduleSecret: values.RETAILCRM_MODULE_SECRET ?? null,
    moduleCode: values.RETAILCRM_MODULE_CODE,
    /** port null: any port of that host. */
    extraCrmHosts: values.RETAILCRM_EXTRA_HOSTS,
    /** Bank addresses end with a slash. */
    alfabankTestUrl: values.ALFABANK_TEST_URL,
    alfabankProductionUrl: values.ALFABANK_PRODUCTION_URL ?? null,
    alfabankExtraCa: values.ALFABANK_EXTRA_CA ?? null,
    sandbox: (values.SANDBOX ?? (values.DATABASE_URL === undefined ? "on" : "off")) === "on",
    sandboxOffer: values.HUB_SANDBOX ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    logLevel: values.LOG_LEVEL,
    worker: values.WORKER,
    metricsToken: values.METRICS_TOKEN ?? null,
    /** Days until buyers' personal data is taken out of payments that are over; 0: never. */
    retentionDays: values.RETENTION_DAYS,
    /** Share of passages at which a named fail point ends the process; for the torture run only. */
    failPoints: values.HUB_FAIL_POINTS,
  };
};

export type Env = ReturnType<typeof toEnv>;

export type ParsedEnv = { ok: true; env: Env } | { ok: false; problems: string[] };

/** Rules over two variables; they look at presence only, so they are told beside the mistakes in single ones. */
function* togetherProblems(raw: RawEnv): Generator<string> {
  if (raw["DATABASE_URL"] !== undefined) {
    if (raw["ENCRYPTION_KEY"] === undefined) yield "ENCRYPTION_KEY: is required when DATABASE_URL is set";
    if (raw["NEXTAUTH_SECRET"] === undefined) yield "NEXTAUTH_SECRET: is required when DATABASE_URL is set";
  }
  const { HUB_ADMIN_EMAIL: email, HUB_ADMIN_PASSWORD: password } = raw;
  if (email !== undefined && password === undefined)
    yield "HUB_ADMIN_PASSWORD: is required when HUB_ADMIN_EMAIL is set";
  if (email === undefined && password !== undefined)
    yield "HUB_ADMIN_EMAIL: is required when HUB_ADMIN_PASSWORD is set";
  // Whoever serves real payments can never be made to kill itself by a stray setting.
  const { HUB_FAIL_POINTS: failPoints, PUBLIC_URL: publicUrl = "http://localhost" } = raw;
  if (failPoints !== undefined && publicUrl.startsWith("https:")) yield "HUB_FAIL_POINTS: is for rehearsals on this machine only";
}

/** An empty value counts as unset: compose files and CI systems pass variables through that way. */
const withoutBlanks = (raw: RawEnv): RawEnv =>
  Object.fromEntries(
    Object.entries(raw)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );

/** Reads all variables of the product at once; every bad one gives one line that names it and never shows its value. */
export const parseEnv = (given: RawEnv): ParsedEnv => {
  const raw = withoutBlanks(given);
  const result = fields.safeParse(raw);
  const single = new Map<string, string>();
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (!single.has(name)) single.set(name, `${name}: ${issue.message}`);
  }
  const problems = [...single.values(), ...togetherProblems(raw)];
  return result.success && problems.length === 0 ? { ok: true, env: toEnv(result.data) } : { ok: false, problems };
};
