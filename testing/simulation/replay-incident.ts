/**
 * A real payment's records as a script. What payers, managers and clerks did is read from the attempts, the journal of
 * writes and the refunds; what became of each message is not recorded, so that everything arrives in the replay. Vary
 * `fates` of the script to look for what went astray.
 */
import type { Incident } from "#lib/payments/export-incident.ts";
import type { Deed, Happening, Script } from "./script.ts";

const since = (incident: Incident, at: string): number => Math.max(Date.parse(at) - Date.parse(incident.createdAt), 0);

type IncidentAttempt = Incident["attempts"][number];

/** The order's number among the forms: attempts that never reached the bank have none. */
function formOf({ attempts }: Incident, seq: number | null): number {
  const registered = attempts.filter(({ registeredAt }) => registeredAt !== null);
  return Math.max(registered.findIndex((attempt) => attempt.seq === seq), 0);
}

const DECLINED = 6;

function* ofAttempt(incident: Incident, attempt: IncidentAttempt): Generator<Happening> {
  const order = formOf(incident, attempt.seq);
  if (attempt.registeredAt === null) return;
  yield { at: since(incident, attempt.createdAt), deed: { kind: "open" } };
  const paidAt = attempt.heldAt ?? attempt.paidAt;
  if (paidAt !== null) yield { at: Math.max(since(incident, paidAt), since(incident, attempt.registeredAt)), deed: { kind: "pay", order } };
  const captured = BigInt(attempt.deposited) + BigInt(attempt.refunded);
  const own = incident.operations.some(({ kind, state, attempt: seq }) => kind === "deposit" && state === "succeeded" && seq === attempt.seq);
  if (incident.twoStage && captured > 0n && !own && attempt.paidAt !== null) {
    yield { at: since(incident, attempt.paidAt) + 1, deed: { kind: "cabinetCapture", order, kopecks: Number(captured) } };
  }
  if (attempt.bankStatus === DECLINED && !incident.operations.some(({ kind, attempt: seq }) => kind === "decline" && seq === attempt.seq)) {
    yield { at: since(incident, attempt.expiresAt), deed: { kind: "expire", order } };
  }
}

function wishOf({ kind, amount, by }: Incident["operations"][number]): Deed | null {
  const kopecks = amount === null ? null : Number(amount);
  if (kind === "deposit") return { kind: "approve", kopecks };
  if (kind === "refund") return { kind: "refund", kopecks };
  if (by !== "crm" && by !== "user") return null; // the hub comes to it by itself
  return kind === "reverse" ? { kind: "cancel" } : null;
}

function* wishes(incident: Incident): Generator<Happening> {
  for (const operation of incident.operations) {
    const deed = wishOf(operation);
    if (deed) yield { at: since(incident, operation.at), deed };
  }
  const reversed = incident.operations.some(({ kind, by }) => kind === "reverse" && (by === "crm" || by === "user"));
  for (const { kind, at } of incident.events) if (kind === "cancel_requested" && !reversed) yield { at: since(incident, at), deed: { kind: "cancel" } };
}

/** Refunds that were not ours happened at the bank some time before we saw them: as late as can be. */
function* cabinet(incident: Incident): Generator<Happening> {
  for (const { origin, amount, at, attempt: seq } of incident.refunds) {
    if (origin !== "bank") continue;
    const order = formOf(incident, seq);
    const reversed = incident.attempts.some((attempt) => attempt.seq === seq && attempt.bankStatus === 3);
    const deed: Deed = reversed ? { kind: "cabinetReverse", order } : { kind: "cabinetRefund", order, kopecks: Number(amount) };
    yield { at: since(incident, at), deed };
  }
}

function* releases(incident: Incident): Generator<Happening> {
  for (const { kind, at } of incident.events) {
    if (kind === "hold_released") yield { at: since(incident, at), deed: { kind: "cabinetReverse", order: formOf(incident, incident.attempts.at(-1)?.seq ?? null) } };
  }
}

/** A question and a write take a few messages. */
const APART_MS = 500;

/** In their order, but never so close that a replay could turn cause and effect round: clocks differ, bank's seconds are whole. */
function spaced(happenings: Happening[]): Happening[] {
  let earliest = 0;
  return happenings
    .sort((one, other) => one.at - other.at)
    .map(({ at, deed }) => {
      const moved = Math.max(at, earliest);
      earliest = moved + APART_MS;
      return { at: moved, deed };
    });
}

export function scriptOfIncident(incident: Incident): Script {
  const happenings = [...incident.attempts.flatMap((attempt) => [...ofAttempt(incident, attempt)]), ...wishes(incident), ...cabinet(incident), ...releases(incident)];
  return {
    source: `payment ${incident.paymentId}`,
    startsAt: incident.createdAt,
    twoStage: incident.twoStage,
    kopecks: Number(incident.amount),
    holdHours: incident.holdHours,
    declinable: true,
    sessionLagMs: incident.attempts.length > 1 ? 86_400_000 : 0,
    happenings: spaced(happenings),
    fates: [],
  };
}
