import type { Store } from "../state/store.ts";

/** Marks the invoice as waiting for the module's answer, for the switch `lockDuringCallback` (protocols: retailcrm 6.4). */
export async function whileBusy<T>(store: Store, uuid: string, run: () => Promise<T>): Promise<T> {
  const running = run();
  const mark = running.then(
    () => null,
    () => null,
  );
  store.busy.set(uuid, mark);
  try {
    return await running;
  } finally {
    if (store.busy.get(uuid) === mark) store.busy.delete(uuid);
  }
}
