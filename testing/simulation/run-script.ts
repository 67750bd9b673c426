/** Runs a script from the invoice to the day when nothing moves any more. Same script, same run. */
import type { Deed, Script } from "./script.ts";
import { approve, cancel, refund, releaseHold } from "./hub-managers.ts";
import { deliver } from "./hub-crm.ts";
import { planCheck, settle } from "./hub-money.ts";
import { lookInto, openLink, receiveAbout } from "./hub-payer.ts";
import { violationAtRest, violationNow } from "./invariants.ts";
import { atBank, crash, createWorld, later, laterInHub, note, type World } from "./world.ts";

export interface Outcome {
  trace: string[];
  /** The first thing that must not be. */
  violation: string | null;
  world: World;
  /** Simulated time. */
  days: number;
}

/** A long life has some thousands. */
const MAX_STEPS = 50_000;
const DAY_MS = 86_400_000;

/** Jobs stand in the database: whoever starts finds what is due, or will be. */
function resume(world: World): void {
  for (const attempt of world.books.attempts) planCheck(world, attempt, attempt.nextCheckAt);
  for (const [id, { looked }] of world.books.notifications) if (!looked) laterInHub(world, 0, () => { lookInto(world, id); });
  const next = world.books.delivery?.nextTryAt;
  if (next) laterInHub(world, Math.max(next.getTime() - world.at, 0), () => { deliver(world); });
}

function askAboutAll(world: World): void {
  for (const attempt of world.books.attempts) if (attempt.mdOrder !== null || attempt.state !== "rejected") settle(world, attempt);
}

/** Somebody turns to the hub. */
export function tellDeed(world: World, deed: Deed): void {
  if (!world.up) {
    note(world, `${deed.kind} finds nobody`);
    return;
  }
  note(world, `${deed.kind}${"kopecks" in deed ? ` ${String(deed.kopecks ?? "all")}` : ""}`);
  if (deed.kind === "open") openLink(world);
  else if (deed.kind === "approve") approve(world, deed.kopecks);
  else if (deed.kind === "refund") refund(world, deed.kopecks);
  else if (deed.kind === "cancel") cancel(world);
  else askAboutAll(world);
}

function carryOut(world: World, deed: Deed): void {
  if (deed.kind === "crash") {
    crash(world);
    return;
  }
  if (!("order" in deed)) {
    tellDeed(world, deed);
    return;
  }
  const mdOrder = world.forms[deed.order % Math.max(world.forms.length, 1)];
  if (mdOrder === undefined) return;
  atBank(world, mdOrder, deed, receiveAbout(world, mdOrder));
  if (deed.kind !== "pay" || world.bank.get(mdOrder)?.order.status !== 1) return;
  later(world, world.script.holdHours * 3_600_000, () => {
    if (world.bank.get(mdOrder)?.order.status === 1) atBank(world, mdOrder, { kind: "cabinetReverse" }, receiveAbout(world, mdOrder));
  });
}

/** Until that time, or until nothing is planned any more, or something is wrong. */
export function drain(world: World, until = Infinity): string | null {
  let steps = 0;
  for (let next = world.agenda.take(until); next; next = world.agenda.take(until)) {
    if (++steps > MAX_STEPS) return "it never comes to rest";
    world.at = next.at;
    next.run();
    const violation = violationNow(world);
    if (violation !== null) return violation;
  }
  return null;
}

/** Chance is used up, somebody asks about everything (as reconciliation does), and all has to agree. */
function rest(world: World): string | null {
  world.fateCount = Number.MAX_SAFE_INTEGER;
  for (let round = 0; round < 2; round++) {
    later(world, 120_000, () => { askAboutAll(world); });
    const violation = drain(world);
    if (violation !== null) return violation;
  }
  return violationAtRest(world);
}

export function openWorld(script: Script): World {
  const world = createWorld(script);
  world.restart = () => { resume(world); };
  world.releaseHold = () => releaseHold(world);
  return world;
}

export function runScript(script: Script): Outcome {
  const world = openWorld(script);
  const last = Math.max(0, ...script.happenings.map(({ at }) => at));
  for (const { at, deed } of script.happenings) later(world, at, () => { carryOut(world, deed); });
  for (let night = DAY_MS; night < last + 2 * DAY_MS; night += DAY_MS) later(world, night, () => { if (world.up) askAboutAll(world); });
  const violation = drain(world) ?? rest(world);
  if (violation !== null) note(world, `WRONG: ${violation}`);
  return { trace: world.trace, violation, world, days: (world.at - world.start) / DAY_MS };
}
