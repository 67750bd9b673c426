import { expect, it } from "vitest";
import type { UserActor } from "#lib/auth/read-actor.ts";
import { addSeconds, now, wallClock } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { newUuid, randomBase62 } from "#lib/ids.ts";
import { plantShop } from "#testing/planted-payments.ts";
import { getOverview } from "./get-overview.ts";

const DAY = 86_400;

async function readerOf(connectionId: string): Promise<Omit<UserActor, "timeZone">> {
  const { id } = await db.user.create({ data: { email: "viewer@example.ru", passwordHash: "x", memberships: { create: { connectionId, role: "viewer" } } } });
  return { userId: id, email: "viewer@example.ru", locale: "ru", sessionId: "none" };
}

it("puts money on the days of the reader's zone, also of zones that PostgreSQL does not know", async () => {
  const { connectionId, syncId } = await plantShop("https://demo.retailcrm.ru");
  const actor = await readerOf(connectionId);
  const moments = [29 * DAY + 3_600, 5 * DAY, 5 * DAY - 60, 0].map((ago) => addSeconds(now(), -ago));
  await db.payment.createMany({
    data: [...moments, addSeconds(now(), -31 * DAY)].map((paidAt) => ({
      connectionId, syncId, invoiceUuid: newUuid(), slug: randomBase62(10), orderNumber: "1", amount: 10_000n, currency: "RUB", source: {},
      status: "succeeded" as const, captured: 10_000n, createdAt: paidAt, paidAt,
    })),
  });
  for (const timeZone of ["Europe/Moscow", "MIT", "US/Pacific-New", "Asia/Kathmandu"]) {
    const { days, counts } = await getOverview({ ...actor, timeZone });
    const expected = new Set(moments.map((moment) => wallClock(moment, timeZone).slice(0, 10)));
    expect(days.map(({ date }) => date)).toEqual([...expected]);
    expect(counts).toMatchObject({ succeeded: 4, amount: "400.00" });
  }
});
