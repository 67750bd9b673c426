import "#testing/rehearsal.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { expectAgreement } from "#testing/agreement.ts";
import { modelRuns, modelSeed } from "#testing/model-runs.ts";
import { clearLane, endTroubles, type Lane, openLane } from "#testing/payment-lane.ts";
import { anyStep, issueStep, type Step, together } from "#testing/payment-steps.ts";
import { bank, crm } from "#testing/rehearsal.ts";
import { letAllSettle } from "#testing/rehearsed-payment.ts";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";

/** Programs that run side by side, each in a world of its own. */
const LANES = 8;
const MAX_STEPS = 12;

/** The model only knows that nothing can happen before the invoice is issued; what must hold is checked in the end. */
interface Model {
  issued: boolean;
}

const command = ({ name, run }: Step): fc.AsyncCommand<Model, Lane> => ({
  check: ({ issued }) => issued,
  run: async (_, lane) => {
    // The limit per key is tested elsewhere and would only make this slow.
    await db.rateLimit.deleteMany();
    await run(lane);
  },
  toString: () => name,
});

const program = fc.commands([anyStep.map(command), fc.tuple(anyStep, anyStep).map(([first, second]) => command(together(first, second)))], {
  maxCommands: MAX_STEPS,
  size: "max",
});

type Program = typeof program extends fc.Arbitrary<infer P> ? P : never;

async function runIn(lane: Lane, commands: Program): Promise<void> {
  await clearLane(lane);
  await issueStep("1000.00").run(lane);
  await fc.asyncModelRun(() => ({ model: { issued: true }, real: lane }), commands);
}

/** All programs at once; then everything calms down, and hub, bank and CRM have to agree. */
async function runAll(lanes: Lane[], programs: Program[]): Promise<void> {
  const started = new Date();
  await bank.clearRequests();
  const runs = await Promise.allSettled(lanes.map((lane, index) => runIn(lane, programs[index] ?? [])));
  await bank.clearFaults();
  crm.clearFaults();
  for (const lane of lanes) await endTroubles(lane);
  await db.rateLimit.deleteMany();
  await letAllSettle(started);
  for (const run of runs) if (run.status === "rejected") throw run.reason;
  await expectAgreement(started);
  // What this batch left open must not be asked about during the next.
  await db.attempt.updateMany({ data: { nextCheckAt: null } });
  await drainBackground();
}

it(`whatever happens to a payment, hub, bank and CRM agree in the end and nothing is done twice (seed ${String(modelSeed)}, ${String(modelRuns)} programs)`, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, index) => openLane(index, index % 2 === 0 ? "auto" : "manual")));
  const batch = fc.array(program, { minLength: LANES, maxLength: LANES });
  await fc.assert(
    fc.asyncProperty(batch, (programs) => runAll(lanes, programs)),
    { numRuns: Math.ceil(modelRuns / LANES), seed: modelSeed, endOnFailure: false, interruptAfterTimeLimit: 3_600_000 },
  );
  expect(lanes).toHaveLength(LANES);
}, 3_600_000);
