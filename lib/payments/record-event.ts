import type { Tx } from "#lib/db.ts";
import type { EventKind } from "./event-kinds.ts";

/** crm | bank | payer | system, or "user:<id>". */
export type ActorName = "crm" | "bank" | "payer" | "system" | `user:${string}`;

type Detail = Record<string, string | number | boolean | null>;

/** One line of a payment's timeline, in the transaction of the change it tells about. */
export async function recordEvent(tx: Tx, paymentId: string, kind: EventKind, actor: ActorName, detail: Detail = {}): Promise<void> {
  await tx.paymentEvent.create({ data: { paymentId, kind, actor, detail } });
}
