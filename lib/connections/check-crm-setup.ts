import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Connection, Sync } from "#lib/generated/prisma/client.ts";
import { moduleLogo, moduleNames } from "#lib/retailcrm/module-description.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { problemOf } from "./check-crm-account.ts";
import { sitesOf } from "./connection-view.ts";
import { judgeSetup, ownTypes, type SetupFacts, type SetupFinding, shopState, type ShopState, type SetupType } from "./crm-setup-state.ts";
import { crmOf } from "./open-connection.ts";

export interface SetupShop {
  syncId: string;
  name: string;
  shopCode: string;
  lastInvoiceAt: Date | null;
  state: ShopState;
}

export interface CrmSetup {
  connection: Connection;
  checkedAt: Date;
  /** Why the reference books could not be read: key of "crm.check", or "no_rights"; null when they could. */
  problem: string | null;
  /** For the words of that. */
  params: Record<string, string | number>;
  findings: SetupFinding[];
  /** Those of our module. */
  types: SetupType[];
  shops: SetupShop[];
}

/** A person waits for it. */
const PATIENCE = { timeoutMs: 8_000, readAttempts: 2 } as const;

/** An old key may read one reference book and not another. */
async function ifAllowed<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ProviderError && error.outcome === "rejected") return null;
    throw error;
  }
}

async function askCrm(connection: Connection, shops: number): Promise<SetupFacts> {
  const crm = crmOf(connection, PATIENCE);
  const [types, statuses, sites] = await Promise.all([crm.paymentTypes(), ifAllowed(crm.paymentStatuses()), ifAllowed(crm.sites())]);
  const names = connection.locale === "en" ? [...moduleNames].reverse() : moduleNames;
  const module = { code: connection.moduleCode, names, logo: moduleLogo(env().publicUrl) };
  return { module, types, statuses, sites: sites ?? sitesOf(connection), shops };
}

async function lastInvoiceAt({ id }: Sync): Promise<Date | null> {
  const payment = await db.payment.findFirst({ where: { syncId: id }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { createdAt: true } });
  return payment?.createdAt ?? null;
}

async function findingsOf(connection: Connection, shops: number): Promise<Pick<CrmSetup, "problem" | "params" | "findings" | "types">> {
  try {
    const facts = await askCrm(connection, shops);
    return { problem: null, params: {}, findings: judgeSetup(facts), types: ownTypes(facts) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const found = error.code === "forbidden_scope" ? { problem: "no_rights", params: {} } : problemOf(error);
    return { ...found, findings: [], types: [] };
  }
}

/** Looks at the merchant's own part of the set-up inside the CRM: payment types, stores, deliveries, statuses. Changes nothing. */
export async function checkCrmSetup(actor: UserActor, id: string): Promise<CrmSetup> {
  await assertRole(actor, id, "viewer");
  const connection = await db.connection.findUniqueOrThrow({ where: { id } });
  const syncs = await db.sync.findMany({ where: { connectionId: id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const open = syncs.filter(({ enabled }) => enabled).length;
  const found = await findingsOf(connection, open);
  const shops = await Promise.all(
    syncs.map(async (sync) => {
      const last = await lastInvoiceAt(sync);
      const state = shopState({ enabled: sync.enabled, lastInvoiceAt: last }, { shops: open }, found.findings);
      return { syncId: sync.id, name: sync.name, shopCode: sync.shopCode, lastInvoiceAt: last, state };
    }),
  );
  return { connection, checkedAt: now(), ...found, shops };
}
