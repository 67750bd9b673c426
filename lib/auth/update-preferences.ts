import { db } from "#lib/db.ts";
import type { UserActor } from "./find-actor.ts";

export interface Preferences {
  name?: string | undefined;
  timeZone?: string | undefined;
  locale?: string | undefined;
}

/** The person's own name, time zone and language; what is absent stays. */
export async function updatePreferences({ userId }: UserActor, { name, timeZone, locale }: Preferences): Promise<void> {
  await db.user.update({
    where: { id: userId },
    data: {
      ...(name !== undefined && { name: name === "" ? null : name }),
      ...(timeZone !== undefined && { timeZone }),
      ...(locale !== undefined && { locale }),
    },
  });
}
