import { type Instance, startInstance } from "#testing/instances.ts";
import type { Entrance } from "#testing/entrance.ts";
import { tmpdir } from "node:os";
import path from "node:path";

export interface FleetCounts {
  started: number;
  /** By the driver. */
  killed: number;
  /** By a fail point, in the middle of a piece of work. */
  struck: number;
  /** Could not start, because the database was away. */
  failedStarts: number;
}

export interface Fleet {
  readonly counts: FleetCounts;
  /** What ended without anybody killing it: the last lines of its output. There should be none. */
  readonly crashes: readonly string[];
  /** SIGKILL to the instance of this number; another takes its place at once. */
  kill(slot: number): void;
  /** The one that has lived longest: those who are killed as soon as they have started see no work. */
  eldest(): number;
  /** How many can answer now. */
  up(): number;
  /** New instances without fail points, everywhere. */
  calm(): Promise<void>;
  stop(): Promise<void>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Instances of the hub, as real processes: who dies is replaced at once, as an orchestrator does. */
export async function startFleet(count: number, entrance: Entrance, failPoints: string | null): Promise<Fleet> {
  const slots: (Instance | null)[] = Array.from({ length: count }, () => null);
  const born = slots.map(() => 0);
  const counts: FleetCounts = { started: 0, killed: 0, struck: 0, failedStarts: 0 };
  const crashes: string[] = [];
  const doomed = new Set<Instance>();
  // Whoever is killed every few seconds must not spend them on compiling.
  const always = { LOG_LEVEL: "error", NODE_COMPILE_CACHE: path.join(tmpdir(), "hub-torture-compiled") };
  let settings: Record<string, string> = { ...always, ...(failPoints !== null && { HUB_FAIL_POINTS: failPoints }) };
  let ended = false;
  const lead = (): void => {
    entrance.lead(slots.flatMap((instance) => (instance ? [instance.url] : [])));
  };
  const ends = (instance: Instance) =>
    new Promise<NodeJS.Signals | null>((resolve) => {
      instance.child.once("exit", (_, signal) => {
        resolve(signal);
      });
      if (instance.child.exitCode !== null || instance.child.signalCode !== null) resolve(instance.child.signalCode);
    });
  const note = (instance: Instance, signal: NodeJS.Signals | null): void => {
    if (doomed.delete(instance)) counts.killed++;
    else if (signal === "SIGKILL") counts.struck++;
    else if (!ended) crashes.push(instance.output().slice(-2_000));
  };
  const keep = async (slot: number, onReady: () => void): Promise<void> => {
    while (!ended) {
      const instance = await startInstance(settings).catch(() => null);
      if (!instance) {
        counts.failedStarts++;
        await pause(300);
        continue;
      }
      counts.started++;
      born[slot] = performance.now();
      slots[slot] = instance;
      lead();
      onReady();
      note(instance, await ends(instance));
      slots[slot] = null;
      lead();
    }
  };
  const keepers: Promise<void>[] = [];
  await Promise.all(slots.map((_, slot) => new Promise<void>((ready) => keepers.push(keep(slot, ready)))));
  const kill = (slot: number): void => {
    const instance = slots[slot];
    if (!instance || doomed.has(instance)) return;
    doomed.add(instance);
    instance.signal("SIGKILL");
  };
  return {
    counts,
    crashes,
    kill,
    eldest: () => slots.reduce((best, _, slot) => ((born[slot] ?? 0) < (born[best] ?? 0) ? slot : best), 0),
    up: () => slots.filter((instance) => instance !== null).length,
    calm: async () => {
      settings = always;
      const before = new Set(slots);
      for (const slot of slots.keys()) kill(slot);
      while (slots.some((instance) => instance === null || before.has(instance))) await pause(100);
    },
    stop: async () => {
      ended = true;
      await Promise.all(slots.flatMap((instance) => (instance ? [instance.stop()] : [])));
      await Promise.all(keepers);
    },
  };
}
