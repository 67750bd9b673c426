/** Holds the account's state in memory and, when asked to, in one JSON file. */
import { createHash, randomBytes } from "node:crypto";
import { readStateFile, writeStateFile } from "./state-file.ts";
import { seedState } from "./seed.ts";
import type { CrmState } from "./crm-state.ts";
import type { LogEntry } from "./trial-types.ts";

export interface StoreOptions {
  publicUrl: string;
  systemUrl: string;
  stateFile?: string | undefined;
  moduleSecret?: string | undefined;
  /** Same seed, same ids and keys, in the same order of events. */
  seed?: number | undefined;
  /** The only `host[:port]`s to call; absent: any. */
  moduleHosts?: readonly string[] | undefined;
}

export interface Store {
  readonly state: CrmState;
  readonly options: StoreOptions;
  now(): Date;
  nextId(): number;
  uuid(): string;
  /** Letters and digits, as API keys are made of. */
  secret(length: number): string;
  /** To be called after every change: saves soon. */
  changed(): void;
  log(entry: Omit<LogEntry, "id" | "at">): LogEntry;
  reset(): void;
  /** Callbacks under way, by invoice: for the switch that keeps update-invoice waiting. */
  readonly busy: Map<string, Promise<unknown>>;
  close(): void;
}

const LOG_LENGTH = 1000;
const SAVE_DELAY_MS = 200;

export function createStore(options: StoreOptions): Store {
  let state = (options.stateFile === undefined ? null : readStateFile(options.stateFile)) ?? seedState(new Date());
  let timer: NodeJS.Timeout | null = null;
  // The counter of the state takes part, so that a restart with the same seed does not repeat ids.
  const bytes = byteSource(options.seed, () => state.nextId);

  function save(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (options.stateFile !== undefined) writeStateFile(options.stateFile, state);
  }
  const store: Store = {
    get state() {
      return state;
    },
    options,
    busy: new Map(),
    now: () => new Date(),
    nextId: () => state.nextId++,
    uuid() {
      const hex = bytes(16).toString("hex");
      const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    secret: (length) =>
      bytes(length * 2)
        .toString("base64")
        .replaceAll(/[^0-9A-Za-z]/g, "")
        .slice(0, length),
    changed() {
      if (options.stateFile === undefined || timer) return;
      timer = setTimeout(save, SAVE_DELAY_MS);
      timer.unref();
    },
    log(entry) {
      const full = { id: store.nextId(), at: store.now().toISOString(), ...entry };
      state.log.push(full);
      if (state.log.length > LOG_LENGTH) state.log.splice(0, state.log.length - LOG_LENGTH);
      store.changed();
      return full;
    },
    reset() {
      state = seedState(store.now());
      store.changed();
    },
    close: save,
  };
  return store;
}

/** Real randomness, or a repeatable stream made of the seed. */
function byteSource(seed: number | undefined, position: () => number): (length: number) => Buffer {
  if (seed === undefined) return randomBytes;
  let block = 0;
  return (length) => {
    const parts: Buffer[] = [];
    for (let size = 0; size < length; size += 32)
      parts.push(
        createHash("sha256")
          .update(`${String(seed)}:${String(position())}:${String(block++)}`)
          .digest(),
      );
    return Buffer.concat(parts).subarray(0, length);
  };
}
