import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fromText, type Saved, toText } from "./state.ts";

export interface Store {
  /** null on a fresh start. An unreadable file is set aside, not overwritten: it may be wanted for a look. */
  load(): Saved | null;
  /** Asks for a write soon; many changes in a row become one write. */
  changed(): void;
  close(): void;
}

/** A write takes at most a tenth of the time, however large the state has grown. */
const SHORTEST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;

export function createStore(file: string | undefined, snapshot: () => Saved): Store {
  let timer: NodeJS.Timeout | undefined;
  let pause = SHORTEST_PAUSE_MS;
  let closed = false;
  if (file === undefined) return { load: () => null, changed: () => undefined, close: () => undefined };

  function write(path: string): void {
    timer = undefined;
    const started = performance.now();
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.${String(process.pid)}.tmp`;
    writeFileSync(fresh, toText(snapshot()), { mode: 0o600 });
    renameSync(fresh, path);
    pause = Math.min(Math.max((performance.now() - started) * 10, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
  }

  return {
    load() {
      if (!existsSync(file)) return null;
      try {
        return fromText(readFileSync(file, "utf8"));
      } catch {
        renameSync(file, `${file}.unreadable-${String(Date.now())}`);
        return null;
      }
    },
    changed() {
      if (timer !== undefined || closed) return;
      timer = setTimeout(() => {
        write(file);
      }, pause);
      timer.unref();
    },
    close() {
      closed = true;
      if (timer === undefined) return;
      clearTimeout(timer);
      write(file);
    },
  };
}
