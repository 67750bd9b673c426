import { db } from "#lib/db.ts";
import type { UserActor } from "./find-actor.ts";
import type { AccountView } from "./account-view.ts";

export async function getAccount({ userId }: UserActor): Promise<AccountView> {
  const { email, name, locale, timeZone, totpOnAt, _count } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    include: { _count: { select: { recovery: true } } },
  });
  return { email, name, locale, timeZone, secondStep: { onSince: totpOnAt?.toISOString() ?? null, recoveryCodesLeft: _count.recovery } };
}
