import { db } from "#lib/db.ts";
import type { UserActor } from "./find-actor.ts";
import type { AccountView } from "./account-view.ts";

export async function getAccount({ userId }: UserActor): Promise<AccountView> {
  const { email, name, locale, timeZone } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  return { email, name, locale, timeZone };
}
