import { sleep } from "#lib/clock.ts";
import { asksToWait, ProviderError } from "#lib/errors.ts";

const PAUSES_MS = [250, 1_000] as const;

/** Repeats a read whose answer was unclear, twice at most and only while the time allowed lasts. Never for writes. */
export async function retryRead<T>(totalMs: number, read: (remainingMs: number) => Promise<T>): Promise<T> {
  const deadline = performance.now() + totalMs;
  const remaining = () => Math.max(1, Math.floor(deadline - performance.now()));
  for (const pause of PAUSES_MS) {
    try {
      return await read(remaining());
    } catch (error) {
      const unclear = error instanceof ProviderError && error.outcome === "unknown" && error.code !== "bad_answer" && !asksToWait(error);
      const jittered = pause * (0.75 + Math.random() / 2);
      if (!unclear || remaining() <= jittered + pause) throw error;
      await sleep(jittered);
    }
  }
  return read(remaining());
}
