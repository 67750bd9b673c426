import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Drill, DrillOutcome } from "#lib/generated/prisma/client.ts";
import { hasCoped, type StoryLine } from "./drill-state.ts";

/** The timeline since this drill began: an older drill of the same payment does not count. */
async function storyOf({ paymentId, startedAt }: Drill): Promise<(StoryLine & { at: Date })[]> {
  if (paymentId === null) return [];
  return db.paymentEvent.findMany({
    where: { paymentId, at: { gte: startedAt } },
    orderBy: { id: "asc" },
    select: { kind: true, at: true },
  });
}

/** Safe to call by many at once: the first one writes. */
export async function endDrill(id: string, outcome: DrillOutcome, endedAt: Date): Promise<void> {
  await db.drill.updateMany({ where: { id, endedAt: null }, data: { outcome, endedAt } });
}

/** A message that was on its way already when the trouble came proves nothing. */
const allTold = async (paymentId: string): Promise<boolean> =>
  (await db.delivery.count({ where: { paymentId, state: { in: ["pending", "held"] } } })) === 0;

/** Ends a drill whose story is told, or whose time is over, also when the process that began it has died. */
export async function endIfOver(drill: Drill): Promise<void> {
  if (drill.endedAt) return;
  const { paymentId } = drill;
  const told = paymentId !== null && (await allTold(paymentId));
  // Read after it was told, so that the line that says so is there.
  const story = await storyOf(drill);
  const last = story.at(-1);
  if (last && told && hasCoped(drill.kind, story)) await endDrill(drill.id, "coped", last.at);
  else if (drill.until <= now()) await endDrill(drill.id, "unfinished", drill.until);
}
