interface Entry {
  at: number;
  seq: number;
  run: () => void;
}

/** What comes next in simulated time; what is due at the same moment comes in the order in which it was planned. */
export interface Agenda {
  add: (at: number, run: () => void) => void;
  /** Null: nothing is left up to that moment. */
  take: (until: number) => { at: number; run: () => void } | null;
}

const before = (one: Entry, other: Entry): boolean => one.at < other.at || (one.at === other.at && one.seq < other.seq);

/** A sorted list: a payment has a handful of plans at a time. */
export function createAgenda(): Agenda {
  const entries: Entry[] = [];
  let seq = 0;
  return {
    add(at, run) {
      const entry = { at, seq: seq++, run };
      let index = entries.length;
      for (let other = entries[index - 1]; other && before(other, entry); other = entries[index - 1]) index--;
      entries.splice(index, 0, entry);
    },
    take: (until) => ((entries.at(-1)?.at ?? Infinity) <= until ? (entries.pop() ?? null) : null),
  };
}
