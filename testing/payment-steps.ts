/**
 * Everything that managers, payers, the bank and bad luck can do to a payment, as single steps for random programs.
 * Installations that hide amounts are left to tests of their own: what the cabinet did there, nobody can know.
 */
import fc from "fast-check";
import { bank, crm, openAsPayer } from "./rehearsal.ts";
import { letLinkAge } from "./rehearsed-payment.ts";
import { issueIn, type Lane } from "./payment-lane.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";

export interface Step {
  name: string;
  run: (lane: Lane) => Promise<void>;
}

const step = (name: string, run: (lane: Lane) => unknown): Step => ({
  name,
  run: async (lane) => {
    await run(lane);
  },
});

interface Pressed {
  outcomes: { action: string; status: number | null }[];
}

/** A manager may be refused, but he never meets a crash. */
function expectNoCrash({ outcomes }: Pressed): void {
  const crashed = outcomes.find(({ status }) => status !== null && status >= 500);
  if (crashed) throw new Error(`${crashed.action} answered ${String(crashed.status)}`);
}

const press = (action: "approve" | "cancel" | "refund", amount: string | null, twice: boolean): Step =>
  step(`${action}${amount === null ? "" : ` ${amount}`}${twice ? " twice" : ""}`, async ({ uuid }) => {
    if (uuid !== null) expectNoCrash(await crm[action]({ invoice: uuid, twice, ...(amount !== null && { amount }) }));
  });

const reissue = (amount: string | null): Step =>
  step(`issue again${amount === null ? "" : ` for ${amount}`}`, async (lane) => {
    if (lane.uuid === null) return;
    const again = await crm.resendInvoice({ invoice: lane.uuid, ...(amount !== null && { amount }) });
    expectNoCrash(again);
    lane.link = again.link ?? lane.link;
  });

const open = (times: number): Step =>
  step(times === 1 ? "open" : `open ${String(times)} times at once`, async (lane) => {
    const { link } = lane;
    if (link === null) return;
    const answers = await Promise.all(Array.from({ length: times }, () => openAsPayer(link)));
    for (const { status, mdOrder } of answers) {
      if (status === 500) throw new Error("the link answered 500");
      if (mdOrder !== "" && !lane.forms.includes(mdOrder)) lane.forms.push(mdOrder);
    }
  });

const withForm = (name: string, which: number, act: (mdOrder: string) => Promise<unknown>): Step =>
  step(`${name} #${String(which)}`, async ({ forms }) => {
    const mdOrder = forms[which % Math.max(forms.length, 1)];
    if (mdOrder === undefined) return;
    await act(mdOrder).catch(() => undefined); // what the bank does not allow just now is not done
  });

const comeBack = step("come back", async ({ link }) => {
  if (link !== null && (await openAsPayer(`${link}/result`)).status === 500) throw new Error("the result answered 500");
});

const poll = step("poll", async ({ uuid }) => {
  const attempts = await db.attempt.findMany({ where: { payment: { invoiceUuid: uuid ?? "" } }, select: { id: true } });
  for (const { id } of attempts) {
    await settleAttempt(id).catch((error: unknown) => {
      if (!(error instanceof ProviderError)) throw error;
    });
  }
});

const bankFault = (method: string, kind: Parameters<typeof bank.addFault>[0]["kind"], effect: boolean | null): Step =>
  step(`fault ${method} ${kind}${effect === null ? "" : ` ${String(effect)}`}`, async ({ login }) => {
    await bank.addFault({ method, kind, effect, merchant: login });
  });

const setting = (name: string, patch: Parameters<typeof bank.editMerchant>[1]): Step =>
  step(name, async ({ login }) => {
    await bank.editMerchant(login, patch);
  });

const which = fc.nat(3);
const sum = fc.constantFrom(null, "300.00", "299.99", "1000.00", "1200.00");
const seldom = fc.tuple(fc.boolean(), fc.boolean()).map(([one, other]) => one && other);
const cards = fc.constantFrom<[string, Parameters<typeof bank.payAsPayer>[1]]>(
  ["pay", {}],
  ["pay", {}],
  ["pay, wrong code", { cvc: "999" }],
  ["enter 3-D Secure", { pan: "5555555555555599", result: "leave" }],
  ["fail 3-D Secure", { pan: "5555555555555599", result: "fail" }],
  ["pay by SBP", { way: "sbp" }],
);

const managers: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(sum, seldom).map(([amount, twice]) => press("approve", amount, twice)) },
  { weight: 2, arbitrary: seldom.map((twice) => press("cancel", null, twice)) },
  { weight: 4, arbitrary: fc.tuple(sum, seldom).map(([amount, twice]) => press("refund", amount, twice)) },
  { weight: 1, arbitrary: fc.constantFrom(null, null, "1200.00", "700.00").map(reissue) },
  { weight: 1, arbitrary: fc.constant(step("cancel the order in the CRM", ({ order }) => order !== null && crm.editOrder({ order, status: "cancel" }))) },
);

const payers: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(1, 1, 1, 4).map(open) },
  { weight: 6, arbitrary: fc.tuple(cards, which).map(([[name, card], form]) => withForm(name, form, (mdOrder) => bank.payAsPayer(mdOrder, card))) },
  { weight: 1, arbitrary: fc.constant(comeBack) },
);

const clerks: fc.Arbitrary<Step> = fc.oneof(
  which.map((form) => withForm("session ends", form, (mdOrder) => bank.expire(mdOrder))),
  which.map((form) => withForm("cabinet reverses", form, (mdOrder) => bank.reverse(mdOrder))),
  which.map((form) => withForm("an old notification again", form, (mdOrder) => bank.sendCallback(mdOrder, "deposited", true))),
  fc.tuple(which, fc.constantFrom(0, 30_000, 25_000)).map(([form, kopecks]) => withForm(`cabinet refunds ${String(kopecks)}`, form, (mdOrder) => bank.refund(mdOrder, kopecks))),
  fc.tuple(which, fc.constantFrom(0, 40_000)).map(([form, kopecks]) => withForm(`cabinet captures ${String(kopecks)}`, form, (mdOrder) => bank.deposit(mdOrder, kopecks))),
);

const methods = fc.constantFrom("register", "registerPreAuth", "deposit", "reverse", "refund", "decline", "getOrderStatusExtended");
const troubles = fc.constantFrom("requestDropped" as const, "answerLost" as const, "http500" as const, "empty502" as const, "halfJson" as const, "systemError" as const);
const crmTroubles = fc.constantFrom("error-500" as const, "error-503" as const, "drop-before" as const, "drop-after" as const);

const badLuck: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(methods, troubles, fc.constantFrom(null, true, false)).map(([method, kind, effect]) => bankFault(method, kind, effect)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("check", "update-invoice"), crmTroubles)
      .map(([endpoint, kind]) => step(`CRM ${endpoint} ${kind}`, () => crm.addFault({ endpoint, kind, times: 1 }))),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      setting("notifications are lost", { callback: { lose: -1 } }),
      setting("notifications come thrice", { callback: { copies: 3 } }),
      setting("notifications come in disorder", { callback: { reorder: 2 } }),
      setting("orders cannot be ended", { permissions: { decline: false } }),
      setting("holds cannot be released", { permissions: { reverse: false } }),
      setting("refund guards are ignored", { money: { externalRefundId: false, expectedDepositedAmount: false } }),
    ),
  },
);

const time: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(90, 1_300, 7_200).map((seconds) => step(`${String(seconds)} s pass`, ({ uuid }) => letLinkAge(seconds, uuid))),
  fc.constant(poll),
);

/** The frequency is a guess at what finds most: payers and managers often, the bank and bad luck now and then. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: payers },
  { weight: 5, arbitrary: managers },
  { weight: 2, arbitrary: clerks },
  { weight: 4, arbitrary: badLuck },
  { weight: 2, arbitrary: time },
);

export const issueStep = (amount: string): Step => step(`issue ${amount}`, (lane) => issueIn(lane, amount));

export const together = (first: Step, second: Step): Step =>
  step(`(${first.name} || ${second.name})`, async (lane) => {
    await Promise.all([first.run(lane), second.run(lane)]);
  });
