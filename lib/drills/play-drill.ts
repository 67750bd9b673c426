import { inBackground } from "#lib/background.ts";
import { AppError } from "#lib/errors.ts";
import { approvePayment } from "#lib/payments/approve-payment.ts";
import { type ActorName, recordEvent } from "#lib/payments/record-event.ts";
import { refundPayment } from "#lib/payments/refund-payment.ts";
import type { SyncWithConnection } from "#lib/syncs/sync-view.ts";
import { transaction } from "#lib/transaction.ts";
import { awaitMoney } from "./await-payment.ts";
import type { BankPartner } from "./bank-partner.ts";
import { beginPayment, type DrillPayment, openForm, otherOrder } from "./begin-payment.ts";
import type { CrmPartner } from "./crm-partner.ts";
import type { DrillKind } from "./drill-schema.ts";

export interface Stage {
  kind: DrillKind;
  sync: SyncWithConnection;
  actor: ActorName;
  bank: BankPartner;
  /** null: the account is not the built-in RetailCRM. */
  crm: CrmPartner | null;
  /** Told as soon as there is a payment to watch. */
  onPayment: (paymentId: string) => Promise<void>;
}

type Step = "pays" | "notification_lost" | "answer_late" | "crm_down" | "pays_again" | "cabinet_refund";

/** What nobody could read in the hub's own records: who made the trouble that the timeline then copes with. */
const note = (payment: DrillPayment, step: Step): Promise<void> =>
  transaction((tx) => recordEvent(tx, payment.id, "drill_step", "system", { step }));

async function begin({ kind, sync, crm, actor, onPayment }: Stage): Promise<DrillPayment> {
  const payment = await beginPayment(kind, sync, crm);
  await transaction((tx) => recordEvent(tx, payment.id, "drill_started", actor, { drill: kind }));
  await onPayment(payment.id);
  return payment;
}

async function beginPaid(stage: Stage) {
  const payment = await begin(stage);
  const mdOrder = await openForm(payment);
  await note(payment, "pays");
  await stage.bank.pay(mdOrder);
  await stage.bank.letNotify();
  return { payment, mdOrder, state: await awaitMoney(payment.id) };
}

async function loseNotification(stage: Stage): Promise<void> {
  const payment = await begin(stage);
  const mdOrder = await openForm(payment);
  await note(payment, "notification_lost");
  await stage.bank.payUnnoticed(mdOrder);
}

/** Two messages are turned away; the third, half a minute later, is taken. */
async function takeCrmDown(stage: Stage): Promise<void> {
  const payment = await begin(stage);
  const mdOrder = await openForm(payment);
  const mend = await stage.crm?.refuseUpdates(2);
  try {
    await note(payment, "crm_down");
    await stage.bank.pay(mdOrder);
  } catch (error) {
    await mend?.();
    throw error;
  }
}

/** A little longer than we wait. */
const LATE_MS = 31_000;

/** The bank does as it is asked, and says so when nobody listens any more. */
async function answerLate(stage: Stage): Promise<void> {
  const { payment, state } = await beginPaid(stage);
  const held = state.status === "waitingForCapture";
  const mend = await stage.bank.breakOnce({ method: held ? "deposit" : "refund", kind: "latency", latencyMs: LATE_MS, effect: true });
  await note(payment, "answer_late");
  inBackground("drill", async () => {
    try {
      await (held ? approvePayment(stage.actor, payment.id, null) : refundPayment(stage.actor, payment.id, null));
    } catch (error) {
      if (!(error instanceof AppError)) throw error; // "being checked" is what was to be rehearsed
    } finally {
      await mend();
    }
  });
}

/**
 * Two payable orders of one invoice: the answer to the first registration is lost, and so is the wish to end that order.
 * The payer pays on both forms.
 */
async function payTwice(stage: Stage): Promise<void> {
  const { bank, sync } = stage;
  const register = sync.confirmation === "manual" ? "registerPreAuth" : "register";
  const mends = [await bank.breakOnce({ method: register, kind: "answerLost" }), await bank.breakOnce({ method: "decline", kind: "requestDropped" })];
  try {
    const payment = await begin(stage);
    const second = await openForm(payment);
    const first = await otherOrder(payment.id, second);
    await note(payment, "pays");
    await bank.pay(second);
    await bank.letNotify();
    await awaitMoney(payment.id);
    await note(payment, "pays_again");
    await bank.pay(first);
  } finally {
    for (const mend of mends) await mend();
  }
}

/** The smallest sum the bank gives back is a kopeck; a third shows best what a part looks like. */
const part = (captured: bigint): bigint => (captured >= 3n ? captured / 3n : captured);

async function refundInCabinet(stage: Stage): Promise<void> {
  const { payment, mdOrder, state } = await beginPaid(stage);
  if (state.status === "waitingForCapture") await approvePayment(stage.actor, payment.id, null);
  const { captured } = await awaitMoney(payment.id);
  await note(payment, "cabinet_refund");
  await stage.bank.refund(mdOrder, part(captured));
}

const stories: Record<DrillKind, (stage: Stage) => Promise<void>> = {
  lost_notification: loseNotification,
  late_answer: answerLate,
  crm_down: takeCrmDown,
  paid_twice: payTwice,
  cabinet_refund: refundInCabinet,
};

/** Sets a failure up and plays payer and clerk. What the hub makes of it is read in the payment's timeline. */
export const playDrill = (stage: Stage): Promise<void> => stories[stage.kind](stage);
