import { isTimeZone } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import type { SettingsCall } from "#lib/retailcrm/account-schemas.ts";
import { localeOf } from "./account-columns.ts";

/** The CRM's `settings` callback (protocols: retailcrm 4.3): time zone and language of the account. Unknown ones change nothing. */
export async function handleSettings({ id }: Connection, { timezone, system_language: language }: SettingsCall): Promise<void> {
  const timeZone = timezone?.value;
  const data = {
    ...(timeZone && isTimeZone(timeZone) && { timeZone }),
    ...(language?.value && { locale: localeOf(language.value) }),
  };
  if (Object.keys(data).length > 0) await db.connection.update({ where: { id }, data });
}
