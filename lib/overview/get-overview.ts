import type { UserActor } from "#lib/auth/read-actor.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { formatRoubles } from "#lib/money.ts";
import { memberConnectionIds } from "#lib/team/assert-role.ts";
import { daysBetween, startOfDay } from "#lib/zoned-days.ts";

const DAYS = 30;

interface DayRow {
  /** 1 is the first of the days asked about. */
  nth: number;
  count: number;
  captured: string;
  refunded: string;
}

/** One entry per day with money, in the reader's time zone, of which PostgreSQL may never have heard: it is told where days begin. */
async function daysWithMoney(connectionIds: string[], timeZone: string) {
  const since = addSeconds(now(), -DAYS * 86_400);
  const days = daysBetween(since, now(), timeZone);
  const starts = days.map((day) => startOfDay(day, timeZone).toISOString());
  const rows = await db.$queryRaw<DayRow[]>`
    SELECT width_bucket("paidAt", ${starts}::timestamptz[]) AS nth, count(*)::int AS count,
      sum(captured)::text AS captured, sum(refunded)::text AS refunded
    FROM "Payment"
    WHERE "connectionId" = ANY(${connectionIds}::uuid[]) AND captured > 0 AND "paidAt" > ${since}
    GROUP BY 1 ORDER BY 1`;
  return rows.map(({ nth, ...sums }) => ({ ...sums, day: days[nth - 1] ?? "" }));
}

/** Of the invoices issued in these days: how many there are, and how many of them were paid. Refunds do not undo a success. */
async function successes(connectionIds: string[]): Promise<{ issued: number; paid: number }> {
  const [found] = await db.$queryRaw<{ issued: number; paid: number }[]>`
    SELECT count(*)::int AS issued, count(*) FILTER (WHERE captured > 0 OR held > 0)::int AS paid
    FROM "Payment"
    WHERE "connectionId" = ANY(${connectionIds}::uuid[]) AND "createdAt" > now() - make_interval(days => ${DAYS})`;
  return found ?? { issued: 0, paid: 0 };
}

async function setup(connectionIds: string[]) {
  const where = { connectionId: { in: connectionIds } };
  const [synced, tested, live] = await Promise.all([
    db.sync.count({ where }),
    db.payment.count({ where: { ...where, captured: { gt: 0 } }, take: 1 }),
    db.sync.count({ where: { ...where, environment: "production", enabled: true } }),
  ]);
  return { connected: connectionIds.length > 0, synced: synced > 0, tested: tested > 0, live: live > 0 };
}

/** The last thirty days in figures, and how far the set-up has come. Sums are roubles. */
export async function getOverview(actor: UserActor) {
  const connectionIds = await memberConnectionIds(actor);
  const [days, success, steps] = await Promise.all([daysWithMoney(connectionIds, actor.timeZone), successes(connectionIds), setup(connectionIds)]);
  const count = days.reduce((sum, day) => sum + day.count, 0);
  const captured = days.reduce((sum, day) => sum + BigInt(day.captured), 0n);
  const refunded = days.reduce((sum, day) => sum + BigInt(day.refunded), 0n);
  return {
    counts: {
      succeeded: count,
      amount: formatRoubles(captured),
      average: formatRoubles(count === 0 ? 0n : captured / BigInt(count)),
      refunded: formatRoubles(refunded),
    },
    success,
    days: days.map((day) => ({
      date: day.day,
      succeeded: formatRoubles(BigInt(day.captured)),
      refunded: formatRoubles(BigInt(day.refunded)),
    })),
    setup: steps,
  };
}

export type Overview = Awaited<ReturnType<typeof getOverview>>;
