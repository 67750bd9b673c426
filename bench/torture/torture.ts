import { collectWrites } from "./bank-writes.ts";
import { startChaos } from "./chaos.ts";
import { startFleet } from "./fleet.ts";
import { drawLedger } from "./ledger.ts";
import { startStorm } from "./notifications.ts";
import type { Options } from "./options.ts";
import type { Place } from "./place.ts";
import { untilQuiet } from "./quiet.ts";
import { seeded } from "./random.ts";
import type { Run } from "./report.ts";
import { openShops } from "./shops.ts";
import { playStories, type Story } from "./story.ts";

/** In the middle of a write to the bank often, since that is where money could be lost; elsewhere now and then. */
const FAIL_POINTS = "bank-write=0.02,bank-read=0.002,crm-told=0.002,notification-stored=0.002";

/** Payments that are under way at a time: a slow machine takes longer instead of drowning. */
const AT_ONCE = 30;

/** Ten calls a second per key are allowed: enough accounts that this is not what limits the run. */
const shopsFor = (payments: number): number => (payments > 300 ? 8 : 4);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function torture(place: Place, options: Options, say: (text: string) => void): Promise<Run> {
  const random = seeded(options.seed);
  const shops = await openShops(place, shopsFor(options.payments));
  const fleet = await startFleet(options.instances, place.entrance, options.chaos ? FAIL_POINTS : null);
  const writes = collectWrites(place);
  try {
    const started = performance.now();
    const stories: Story[] = [];
    const storm = startStorm(stories, options.rps, seeded(options.seed + 1));
    const chaos = options.chaos ? startChaos(place, fleet, shops, options, seeded(options.seed + 2)) : null;
    const playing = new Set<Promise<void>>();
    const closing = new AbortController();
    const play = playStories(place, seeded(options.seed + 3), closing.signal);
    let calm = false;
    const isCalm = (): boolean => calm;
    const playAll = async (): Promise<void> => {
      for (let index = 0; index < options.payments; index++) {
        while (playing.size >= AT_ONCE && !isCalm()) await pause(50);
        if (isCalm()) break;
        const story: Story = { shop: random.pick(shops), amount: BigInt(random.between(1_000, 900_000)), uuid: null, link: null, forms: [], asked: [] };
        stories.push(story);
        const one = play(story).finally(() => playing.delete(one));
        playing.add(one);
        await pause((options.seconds * 1_000) / options.payments);
        if (index % 100 === 99) say(`${String(index + 1)} payments begun`);
      }
      await Promise.all(playing);
    };
    const all = playAll();
    await Promise.race([all, pause(options.limitSeconds * 1_000)]);
    calm = true;
    const over = stories.length - playing.size;
    const troubled = (performance.now() - started) / 1_000;
    await chaos?.stop();
    await fleet.calm();
    say(`calm: faults are off; ${String(over)} of ${String(stories.length)} payments were over by then`);
    await Promise.race([all, pause(options.patienceSeconds * 1_000)]);
    closing.abort();
    await all;
    await storm.stop();
    const seconds = (performance.now() - started) / 1_000;
    const quiet = await untilQuiet(place);
    const ledger = await drawLedger(place, { shops, stories, storm, writes });
    return { ledger, fleet, chaos, storm, troubled, seconds, quiet };
  } finally {
    writes.stop();
    await fleet.stop();
  }
}
