import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { requestRegistration } from "#lib/connections/request-registration.ts";
import { isUniqueViolation } from "#lib/db.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { newUuid, randomBase36, randomBase62 } from "#lib/ids.ts";
import { seal } from "#lib/secrets.ts";
import { mergeFiscal } from "#lib/receipts/fiscal-schema.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { assertCallbackKey, callbackKeyColumns } from "./callback-key-input.ts";
import type { BankCheck } from "./check-bank-login.ts";
import { judgeBankLogin } from "./judge-bank-login.ts";
import { passwordPlace } from "./open-sync.ts";
import { readSync } from "./read-syncs.ts";
import { recordCheck } from "./record-check.ts";
import { HOLD_HOURS_DEFAULT, type NewSyncInput } from "./sync-schema.ts";
import type { SyncView, SyncWithConnection } from "./sync-view.ts";
import { transaction } from "#lib/transaction.ts";

const SHOP_CODE_TRIES = 5;

interface Creation {
  input: NewSyncInput;
  check: BankCheck;
  userId: string;
}

const newRow = (id: string, { input, check }: Creation): Prisma.SyncUncheckedCreateInput => ({
  id,
  connectionId: input.connectionId,
  name: input.name,
  shopCode: `shp-${randomBase36(6)}`,
  environment: input.environment,
  login: input.login,
  sealedPassword: seal(input.password, passwordPlace(id)),
  syncKey: randomBase62(40),
  ...callbackKeyColumns(id, input),
  confirmation: input.confirmation,
  taxSystem: input.taxSystem,
  fiscal: mergeFiscal({}, input.fiscal ?? { enabled: false }),
  holdHours: input.holdHours ?? HOLD_HOURS_DEFAULT,
  linkDays: input.linkDays ?? null,
  checkedAt: now(),
  checkCode: check.code,
});

const insert = (creation: Creation): Promise<SyncWithConnection> =>
  transaction(async (tx) => {
    const sync = await tx.sync.create({ data: newRow(newUuid(), creation) });
    const { connectionId, name, environment, login, shopCode } = sync;
    await recordAudit(tx, {
      connectionId,
      actor: `user:${creation.userId}`,
      action: "sync.create",
      subject: sync.id,
      detail: { name, environment, login, shopCode },
    });
    await recordCheck(tx, sync, creation.check);
    await requestRegistration(tx, connectionId);
    return tx.sync.findUniqueOrThrow({ where: { id: sync.id }, include: { connection: true } });
  });

/** The shop code is the only thing that can collide, once in two thousand million. */
async function insertUnique(creation: Creation): Promise<SyncWithConnection> {
  for (let tries = 1; ; tries++) {
    try {
      return await insert(creation);
    } catch (error) {
      if (!isUniqueViolation(error) || tries >= SHOP_CODE_TRIES) throw error;
    }
  }
}

/**
 * Attaches an Alfa login to a CRM account. The login is tried at the bank first and refused if the bank refuses it;
 * with a bank that cannot be reached the sync is saved and says so. The CRM is told of the new shop after the commit.
 */
export async function createSync(actor: Pick<UserActor, "userId">, input: NewSyncInput, locale: string): Promise<SyncView> {
  const role = await assertRole(actor, input.connectionId, "manager");
  assertCallbackKey(input);
  const check = await judgeBankLogin(actor.userId, input, locale);
  const sync = await insertUnique({ input, check, userId: actor.userId });
  return readSync(sync, role, locale);
}
