import { isTimeZone } from "#lib/clock.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import type { SettingsCall } from "#lib/retailcrm/account-schemas.ts";
import { transaction } from "#lib/transaction.ts";
import { localeOf } from "./account-columns.ts";
import { requestRegistration } from "./request-registration.ts";

/**
 * The CRM's `settings` callback (protocols: retailcrm 4.3): time zone and language of the account. Unknown ones change
 * nothing. Names in the module's description are in the account's language, so it is sent again when that changes.
 */
export async function handleSettings({ id, locale }: Connection, { timezone, system_language: language }: SettingsCall): Promise<void> {
  const timeZone = timezone?.value;
  const data = {
    ...(timeZone && isTimeZone(timeZone) && { timeZone }),
    ...(language?.value && { locale: localeOf(language.value) }),
  };
  if (Object.keys(data).length === 0) return;
  await transaction(async (tx) => {
    const after = await tx.connection.update({ where: { id }, data });
    if (after.locale !== locale) await requestRegistration(tx, id);
  });
}
