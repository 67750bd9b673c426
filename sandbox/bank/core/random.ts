/** Repeatable randomness: the same seed gives the same ids, so a failing run can be played again. */
export interface Random {
  /** Integer in [0, below). */
  int(below: number): number;
  digits(length: number): string;
  alphanumeric(length: number): string;
  /** mdOrder: UUID shape whose third group begins with 7, as newer gateways issue it (protocols: alfabank 11.4). */
  orderId(): string;
  /** What to persist so that a restarted bank never issues an id twice. */
  state(): number;
}

const ALPHANUMERIC = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** mulberry32: small, fast, good enough for identifiers of a simulator. Not for secrets of a real system. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const int = (below: number): number => next() % below;
  const pick = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(int(alphabet.length))).join("");
  const hex = (length: number): string => pick("0123456789abcdef", length);
  return {
    int,
    digits: (length) => pick("0123456789", length),
    alphanumeric: (length) => pick(ALPHANUMERIC, length),
    orderId: () => `${hex(8)}-${hex(4)}-7${hex(3)}-${pick("89ab", 1)}${hex(3)}-${hex(12)}`,
    state: () => state,
  };
}
