import { bankClient, type BankClient } from "#lib/alfabank/client.ts";
import { gatewayFor } from "#lib/alfabank/gateways.ts";
import { db } from "#lib/db.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import { formerPassword } from "./former-access.ts";
import { type BankLogin, bankOf } from "./open-sync.ts";

type Order = Pick<Attempt, "environment" | "bankLogin">;

/** Was the order registered with the access the sync has now? */
export const isCurrentAccess = (sync: Pick<BankLogin, "environment" | "login">, { environment, bankLogin }: Order): boolean =>
  sync.environment === environment && sync.login === bankLogin;

/**
 * The bank with the credentials an order was registered with: no others can ask about it, and ids of the test and the
 * production gateway do not meet (protocols: alfabank 10, quirk 40). null when they are not known any more.
 * @throws AppError unavailable "sandbox_off"
 */
export async function bankOfOrder(sync: BankLogin, order: Order): Promise<BankClient | null> {
  if (isCurrentAccess(sync, order)) return bankOf(sync);
  const { environment, bankLogin: login } = order;
  const password = await formerPassword(db, sync.id, { environment, login });
  if (password !== null) return bankClient({ gateway: gatewayFor(environment, login), login, password });
  // The sync was read a moment ago: its login may just have been changed back to the one of the order.
  const present = await db.sync.findUniqueOrThrow({ where: { id: sync.id } });
  return isCurrentAccess(present, order) ? bankOf(present) : null;
}
