import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { unseal } from "#lib/secrets.ts";
import type { BankCheck } from "./check-bank-login.ts";
import { getOwnSync } from "./get-own-sync.ts";
import { tryBankLogin } from "./judge-bank-login.ts";
import { passwordPlace } from "./open-sync.ts";
import { recordCheck } from "./record-check.ts";
import { transaction } from "#lib/transaction.ts";

/** Tries the stored access of a sync at the bank and remembers the result. */
export async function checkSync(actor: Pick<UserActor, "userId">, syncId: string, locale: string): Promise<BankCheck> {
  const { sync } = await getOwnSync(actor, syncId, "manager");
  const password = unseal(sync.sealedPassword, passwordPlace(sync.id));
  const { environment, login } = sync;
  const check = await tryBankLogin(actor.userId, { environment, login, password }, locale);
  await transaction(async (tx) => {
    // Only if it is still the access that was tried.
    const { count } = await tx.sync.updateMany({
      where: { id: sync.id, environment, login, sealedPassword: sync.sealedPassword },
      data: { checkedAt: now(), checkCode: check.code },
    });
    if (count > 0) await recordCheck(tx, sync, check);
  });
  return check;
}
