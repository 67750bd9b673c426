/** One-time messages that survive the redirect after a form: kept here, so that no link can put words on a page. */
import { randomUUID } from "node:crypto";

export interface Flash {
  tone: "good" | "bad";
  text: string;
}

export interface Flashes {
  put(flash: Flash): string;
  take(id: string | undefined): Flash | null;
}

const KEPT = 100;

export function createFlashes(): Flashes {
  const waiting = new Map<string, Flash>();
  return {
    put(flash) {
      const id = randomUUID();
      waiting.set(id, flash);
      const [oldest] = waiting.keys();
      if (waiting.size > KEPT && oldest !== undefined) waiting.delete(oldest);
      return id;
    },
    take(id) {
      const flash = id === undefined ? undefined : waiting.get(id);
      if (id !== undefined) waiting.delete(id);
      return flash ?? null;
    },
  };
}
