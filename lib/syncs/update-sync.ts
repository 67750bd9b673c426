import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { requestRegistration } from "#lib/connections/request-registration.ts";
import { db, type Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Prisma, Sync } from "#lib/generated/prisma/client.ts";
import { mergeFiscal } from "#lib/receipts/fiscal-schema.ts";
import { seal, unseal } from "#lib/secrets.ts";
import { transaction } from "#lib/transaction.ts";
import { assertCallbackKey, callbackKeyColumns } from "./callback-key-input.ts";
import type { BankCheck } from "./check-bank-login.ts";
import { formerPassword, keepFormerAccess } from "./former-access.ts";
import { getOwnSync } from "./get-own-sync.ts";
import { judgeBankLogin } from "./judge-bank-login.ts";
import { passwordPlace } from "./open-sync.ts";
import { readSync } from "./read-syncs.ts";
import { recordCheck } from "./record-check.ts";
import type { BankLoginInput, SyncPatchInput } from "./sync-schema.ts";
import type { SyncView } from "./sync-view.ts";

type Change = Prisma.SyncUncheckedUpdateInput;

/** What was learnt of one shop of the bank says nothing about another. */
const isOtherShop = (sync: Sync, { environment, login }: SyncPatchInput): boolean =>
  (environment !== undefined && environment !== sync.environment) || (login !== undefined && login !== sync.login);

/** Only what was sent; an empty password keeps the stored one. */
const columnsOf = (sync: Sync, patch: SyncPatchInput): Change => ({
  ...(patch.name !== undefined && { name: patch.name }),
  ...(patch.environment !== undefined && { environment: patch.environment }),
  ...(patch.login !== undefined && { login: patch.login }),
  ...(isOtherShop(sync, patch) && { capabilities: {} }),
  ...(patch.confirmation !== undefined && { confirmation: patch.confirmation }),
  ...(patch.taxSystem !== undefined && { taxSystem: patch.taxSystem }),
  ...(patch.fiscal !== undefined && { fiscal: mergeFiscal(sync.fiscal, patch.fiscal) }),
  ...(patch.holdHours !== undefined && { holdHours: patch.holdHours }),
  ...(patch.linkDays !== undefined && { linkDays: patch.linkDays }),
  ...(patch.password && { sealedPassword: seal(patch.password, passwordPlace(sync.id)) }),
  ...callbackKeyColumns(sync.id, patch),
  ...(patch.enabled !== undefined &&
    patch.enabled !== sync.enabled && { enabled: patch.enabled, disabledAt: patch.enabled ? null : now() }),
});

/** Whoever goes back to an access the sync had before need not type its password: it was kept. */
async function withKeptPassword(tx: Tx, sync: Sync, patch: SyncPatchInput): Promise<SyncPatchInput> {
  const { environment = sync.environment, login = sync.login } = patch;
  if (patch.password || !isOtherShop(sync, patch)) return patch;
  return { ...patch, password: await formerPassword(tx, sync.id, { environment, login }) };
}

/** The access that would hold after the change, if the change concerns it. */
function changedLogin(sync: Sync, patch: SyncPatchInput): BankLoginInput | null {
  const { environment = sync.environment, login = sync.login } = patch;
  const password = patch.password ?? "";
  if (!isOtherShop(sync, patch) && password === "") return null;
  return { environment, login, password: password === "" ? unseal(sync.sealedPassword, passwordPlace(sync.id)) : password };
}

/** The password of one shop fits another only if the bank says so; unasked it would take the place of the right one. */
function assertPasswordFits({ password }: SyncPatchInput, { code }: BankCheck): void {
  if (!password && code !== "ok") throw new AppError("invalid_input", { fields: { password: ["bank_password_untried"] } });
}

/** Told by name only: secrets, and values too large for a line. */
const namesOnly = new Set(["sealedPassword", "sealedCallbackToken", "callbackPublicKey", "fiscal"]);
const derived = new Set(["disabledAt", "capabilities"]);

/** Old and new values for the record. */
const auditOf = (sync: Sync, change: Change): Prisma.InputJsonObject => {
  const names = Object.keys(change).filter((name) => !derived.has(name));
  const plain = names.filter((name) => !namesOnly.has(name));
  const before = sync as Record<string, unknown>;
  const after = change as Record<string, unknown>;
  const moved = plain.filter((name) => before[name] !== after[name]);
  return {
    changed: names,
    values: Object.fromEntries(moved.map((name) => [name, { from: String(before[name]), to: String(after[name]) }])),
  };
};

/** As it is now, and nobody else changes it until the transaction is over. */
async function lockSync(tx: Tx, id: string): Promise<Sync> {
  await tx.$queryRaw`SELECT 1 FROM "Sync" WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.sync.findUniqueOrThrow({ where: { id } });
}

/**
 * Another access takes the place of the present one, which is kept for its orders. Orders of the new one, from a time before,
 * about which the bank could not be asked meanwhile are asked about again: the sweep finds them due.
 */
async function takeOver(tx: Tx, sync: Sync, { environment, login }: BankLoginInput): Promise<void> {
  await keepFormerAccess(tx, sync, { environment, login });
  const where = { syncId: sync.id, environment, bankLogin: login, nextCheckAt: null, final: false, state: { not: "rejected" as const } };
  await tx.attempt.updateMany({ where, data: { nextCheckAt: now() } });
}

const actionOf = ({ enabled }: Change): string =>
  enabled === undefined ? "sync.update" : enabled === true ? "sync.enable" : "sync.disable";

/**
 * Changes settings of a sync. New credentials are tried at the bank first, as when creating. Switching off stops new
 * invoices only: what is under way is followed to its end with the stored credentials.
 */
export async function updateSync(
  actor: Pick<UserActor, "userId">,
  syncId: string,
  patch: SyncPatchInput,
  locale: string,
): Promise<SyncView> {
  const { sync, role } = await getOwnSync(actor, syncId, "manager");
  if (patch.connectionId !== undefined && patch.connectionId.toLowerCase() !== sync.connectionId) {
    throw new AppError("invalid_input", { fields: { connectionId: ["connection_fixed"] } });
  }
  assertCallbackKey(patch);
  if (Object.keys(columnsOf(sync, patch)).length === 0) return readSync(sync, role, locale);
  const asked = await withKeptPassword(db, sync, patch);
  const login = changedLogin(sync, asked);
  const check: BankCheck | null = login && (await judgeBankLogin(actor.userId, login, locale));
  if (check) assertPasswordFits(asked, check);
  const updated = await transaction(async (tx) => {
    const current = await lockSync(tx, sync.id);
    const wanted = await withKeptPassword(tx, current, patch);
    // Somebody else may have saved while the bank was asked: then another access than the one tried would be kept.
    if (!isDeepStrictEqual(changedLogin(current, wanted), login)) throw new AppError("conflict", { reason: "changed_meanwhile" });
    if (login && isOtherShop(current, login)) await takeOver(tx, current, login);
    const change = columnsOf(current, wanted);
    await tx.sync.update({ where: { id: sync.id }, data: { ...change, ...(check && { checkedAt: now(), checkCode: check.code }) } });
    await recordAudit(tx, {
      connectionId: sync.connectionId,
      actor: `user:${actor.userId}`,
      action: actionOf(change),
      subject: sync.id,
      detail: auditOf(current, change),
    });
    if (check) await recordCheck(tx, sync, check);
    await requestRegistration(tx, sync.connectionId);
    return tx.sync.findUniqueOrThrow({ where: { id: sync.id }, include: { connection: true } });
  });
  return readSync(updated, role, locale);
}
