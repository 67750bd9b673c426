/** What happens to one payment: everything its manager and its payer do, decided by chance. */
import type { Place } from "./place.ts";
import type { Random } from "./random.ts";
import type { ShopAtBank } from "./shops.ts";

export interface Story {
  readonly shop: ShopAtBank;
  /** Kopecks. */
  readonly amount: bigint;
  uuid: string | null;
  link: string | null;
  /** Bank orders whose form the payer has seen. */
  readonly forms: string[];
  /** Sums of refunds the manager asked for, kopecks: what may at most be given back. */
  readonly asked: bigint[];
}

export const tell = (kopecks: bigint): string => `${String(kopecks / 100n)}.${String(kopecks % 100n).padStart(2, "0")}`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** `closing`: from then on nobody begins, waits or tries again. */
export function playStories({ bank, crm }: Place, random: Random, closing: AbortSignal) {
  /** A manager whose button failed presses it again, a few times. */
  const issue = async (story: Story): Promise<void> => {
    const order = crm.createOrder({ items: [{ name: "Чай", price: tell(story.amount) }] });
    const { shopCode, moduleCode } = story.shop;
    let issued = await crm.issueInvoice({ order: order.id, shopCode, module: moduleCode });
    for (let tries = 0; !closing.aborted && !issued.ok && issued.invoice && tries < 15; tries++) {
      await pause(random.between(500, 3_000));
      issued = await crm.resendInvoice({ invoice: issued.invoice.uuid });
    }
    story.uuid = issued.invoice?.uuid ?? null;
    story.link = issued.link;
  };

  /** False when nothing of it can be paid now, or ever. */
  const openOnce = async (story: Story, address: string): Promise<boolean> => {
    const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)", "x-forwarded-for": address };
    const answer = await fetch(story.link ?? "", { redirect: "manual", headers, signal: closing });
    await answer.arrayBuffer();
    const location = answer.headers.get("location");
    const mdOrder = location === null ? null : new URL(location).searchParams.get("mdOrder");
    if (mdOrder !== null && !story.forms.includes(mdOrder)) story.forms.push(mdOrder);
    return answer.status !== 200;
  };

  const open = async (story: Story): Promise<void> => {
    const address = `10.${String(random.between(0, 255))}.${String(random.between(0, 255))}.${String(random.between(1, 254))}`;
    let payable = true;
    for (let tries = 0; !closing.aborted && payable && story.forms.length === 0 && tries < 25; tries++) {
      if (tries > 0) await pause(random.between(500, 2_500));
      const times = random.chance(0.2) ? 3 : 1;
      const opened = await Promise.all(Array.from({ length: times }, () => openOnce(story, address).catch(() => true)));
      payable = opened.every(Boolean);
    }
  };

  const cards = [{}, {}, {}, { way: "sbp" as const }, { pan: "5555555555555599", result: "fail" as const }, { cvc: "999" }] as const;

  /** On every form he has; one whose card is refused tries another once. */
  const pay = async ({ forms }: Story): Promise<void> => {
    for (const mdOrder of forms) {
      for (const card of [random.pick(cards), {}]) {
        const { orderStatus } = await bank.payAsPayer(mdOrder, card).catch(() => ({ orderStatus: 0 }));
        if (orderStatus !== 0) break;
      }
    }
  };

  const statusOf = ({ uuid }: Story) => crm.getInvoice({ invoice: uuid ?? "" }).status;

  /** People look at the order for a while before they act; what they do then may be out of date. */
  const waitFor = async (story: Story, status: string): Promise<void> => {
    for (let turn = 0; turn < 60 && !closing.aborted && statusOf(story) !== status; turn++) await pause(250);
  };

  const part = (amount: bigint): bigint => (amount * BigInt(random.between(10, 90))) / 100n;

  const press = async (action: "approve" | "cancel" | "refund", { uuid }: Story, amount: bigint | null, twice = random.chance(0.15)): Promise<boolean> => {
    const { ok } = await crm[action]({ invoice: uuid ?? "", twice, ...(amount !== null && { amount: tell(amount) }) });
    return ok;
  };

  const decide = async (story: Story): Promise<void> => {
    const choice = random.next();
    if (choice < 0.15) return; // the hold is left as it is
    for (let tries = 0; tries < 4 && !closing.aborted; tries++) {
      const done = choice < 0.4 ? await press("cancel", story, null) : await press("approve", story, choice < 0.65 ? part(story.amount) : null);
      if (done) return;
      await pause(random.between(1_000, 4_000));
    }
  };

  /** A refusal is final: whoever did not get an answer does not ask for more, so that what was asked bounds what may be given. */
  const giveBack = async (story: Story): Promise<void> => {
    const choice = random.next();
    if (choice < 0.4) return;
    const amounts = choice < 0.65 ? [story.amount] : choice < 0.85 ? [part(story.amount)] : [story.amount / 4n, story.amount / 3n];
    for (const amount of amounts) {
      const twice = random.chance(0.15);
      // Two presses that do not overlap are two wishes.
      story.asked.push(...(twice ? [amount, amount] : [amount]));
      await press("refund", story, amount, twice);
      await pause(random.between(200, 2_000));
    }
  };

  return async (story: Story): Promise<void> => {
    await issue(story);
    if (story.link === null) return;
    if (random.chance(0.03)) await press("cancel", story, null);
    await open(story);
    if (random.chance(0.08)) return; // never pays
    await pause(random.between(0, 1_500));
    await pay(story);
    if (random.chance(0.05)) await open(story);
    if (story.shop.twoStage) {
      await waitFor(story, "waitingForCapture");
      await decide(story);
    }
    if (statusOf(story) !== "canceled") await waitFor(story, "succeeded");
    if (statusOf(story) === "succeeded") await giveBack(story);
  };
}
