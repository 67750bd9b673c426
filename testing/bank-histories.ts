/**
 * Everything that may happen to one bank order of 1000 kopecks in up to five steps, as the bank's own answers, and every
 * order in which a hub can get to hear of it.
 */

export interface BankState {
  orderStatus: number;
  approved: number;
  deposited: number;
  refunded: number;
  actionCode: number;
}

export const SUM = 1_000;
export const unpaid: BankState = { orderStatus: 0, approved: 0, deposited: 0, refunded: 0, actionCode: -100 };

interface Move {
  name: string;
  to: BankState;
}

const refunds = ({ deposited, refunded, ...rest }: BankState): Move[] =>
  [...new Set([300, deposited])]
    .filter((part) => part > 0 && part <= deposited)
    .map((part) => ({ name: `refunded ${String(part)}`, to: { ...rest, orderStatus: 4, deposited: deposited - part, refunded: refunded + part } }));

const reversed = (state: BankState): Move => ({ name: "reversed", to: { ...state, orderStatus: 3, deposited: 0, refunded: 0 } });

/** What the bank, the payer or a clerk in its cabinet can do next. */
function moves(state: BankState, twoStage: boolean): Move[] {
  const money = { ...state, actionCode: 0, approved: SUM };
  switch (state.orderStatus) {
    case 0:
    case 5:
      return [
        ...(state.actionCode === 116 ? [] : [{ name: "declined card", to: { ...state, orderStatus: 0, actionCode: 116 } }]),
        ...(state.orderStatus === 5 ? [] : [{ name: "3-D Secure", to: { ...state, orderStatus: 5 } }]),
        { name: "ran out", to: { ...state, orderStatus: 6, actionCode: -2007 } },
        twoStage ? { name: "approved", to: { ...money, orderStatus: 1 } } : { name: "deposited", to: { ...money, orderStatus: 2, deposited: SUM } },
      ];
    case 1:
      return [...[SUM, 700].map((part) => ({ name: `deposited ${String(part)}`, to: { ...state, orderStatus: 2, deposited: part } })), reversed(state)];
    case 2:
      return [...refunds(state), reversed(state)];
    case 4:
      return refunds(state);
    default:
      return [];
  }
}

export interface History {
  name: string;
  /** What each step is called. */
  steps: readonly string[];
  /** `states[n]`: the order after n steps. */
  states: readonly BankState[];
}

/** All histories of 1 … `longest` steps. */
export function histories(twoStage: boolean, longest: number): History[] {
  const found: History[] = [];
  const go = (steps: string[], states: BankState[]): void => {
    if (steps.length > 0) found.push({ name: steps.join(" → "), steps, states });
    if (steps.length === longest) return;
    for (const { name, to } of moves(states.at(-1) ?? unpaid, twoStage)) go([...steps, name], [...states, to]);
  };
  go([], [unpaid]);
  return found;
}

/**
 * Every order in which `count` things that happen one after another, the notifications about them and some questions of
 * our own can come. A notification comes after what it is about, and in no other order. Told as the number of things that
 * had happened when each notification or question came: that is all the hub can see.
 */
export function* hearings(count: number, questions: number): Generator<number[]> {
  const seen = new Set<string>();
  function* go(happened: number, waiting: number, asked: number, order: number[]): Generator<number[]> {
    if (happened === count && waiting === 0 && asked === questions) {
      const key = order.join();
      if (seen.has(key)) return;
      seen.add(key);
      yield order;
      return;
    }
    if (happened < count) yield* go(happened + 1, waiting + 1, asked, order);
    if (waiting > 0) yield* go(happened, waiting - 1, asked, [...order, happened]);
    if (asked < questions) yield* go(happened, waiting, asked + 1, [...order, happened]);
  }
  yield* go(0, 0, 0, []);
}

export function* permutations<T>(things: readonly T[]): Generator<T[]> {
  if (things.length === 0) {
    yield [];
    return;
  }
  for (const [index, first] of things.entries()) {
    for (const rest of permutations(things.toSpliced(index, 1))) yield [first, ...rest];
  }
}

/** The bank's answer about an order in this state, as newer installations give it. */
export const answerJson = ({ orderStatus, approved, deposited, refunded, actionCode }: BankState): Record<string, unknown> => ({
  errorCode: "0",
  orderNumber: "1042A-x",
  orderStatus,
  actionCode,
  amount: SUM,
  currency: "643",
  paymentAmountInfo: { approvedAmount: approved, depositedAmount: deposited, refundedAmount: refunded },
});
