import type { Tx } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { newUuid } from "#lib/ids.ts";
import { accountColumns } from "./account-columns.ts";
import type { CrmAccount } from "./check-crm-account.ts";
import { keyColumns } from "./open-connection.ts";
import { requestRegistration } from "./request-registration.ts";
import { resumeWithKey } from "./resume-with-key.ts";

/**
 * The connection of the same account, if there is one. Accounts are told apart by the address that is called; the lock
 * makes two first connections of one account come one after the other.
 */
export async function findSameAccount(tx: Tx, { systemUrl, provenUrls }: Pick<CrmAccount, "systemUrl" | "provenUrls">): Promise<Connection | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`connection:${systemUrl}`}, 0))`;
  return tx.connection.findFirst({
    where: { systemUrl: { in: provenUrls }, integrationCode: env().moduleCode },
    orderBy: { createdAt: "asc" },
  });
}

const hostOf = (url: string): string => new URL(url).host;

export async function insertConnection(tx: Tx, account: CrmAccount, apiKey: string, name?: string): Promise<Connection> {
  const id = newUuid();
  const { moduleCode } = env();
  await tx.connection.create({
    data: {
      id,
      systemUrl: account.systemUrl,
      name: name ?? hostOf(account.publicUrl ?? account.systemUrl),
      moduleCode,
      integrationCode: moduleCode,
      ...accountColumns(account),
      ...keyColumns(id, apiKey),
    },
  });
  await requestRegistration(tx, id);
  return tx.connection.findUniqueOrThrow({ where: { id } });
}

/**
 * The account again, with a key that was seen to work: what waited for one goes on, and the module is described anew.
 * The address stays, since it is one of those at which the key was tried.
 */
export async function renewConnection(tx: Tx, { id }: Connection, account: CrmAccount, apiKey: string): Promise<Connection> {
  // Whether the CRM made this key itself is known to whoever brought it.
  await tx.connection.update({ where: { id }, data: { ...accountColumns(account), ...keyColumns(id, apiKey), oneClick: false } });
  await resumeWithKey(tx, id, account.credentials);
  await requestRegistration(tx, id);
  return tx.connection.findUniqueOrThrow({ where: { id } });
}
