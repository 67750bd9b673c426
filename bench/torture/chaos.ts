import type { Fleet } from "./fleet.ts";
import type { Options } from "./options.ts";
import type { Place } from "./place.ts";
import type { Random } from "./random.ts";
import type { ShopAtBank } from "./shops.ts";

export interface Chaos {
  counts: { bankFaults: number; crmStorms: number; notificationTricks: number; databaseCrashes: number };
  /** Everything whole again; resolves when the last piece of trouble is over. */
  stop(): Promise<void>;
}

type Trick = Partial<Record<"lose" | "copies" | "reorder" | "delayMs", number>>;

const bankMethods = ["register", "registerPreAuth", "deposit", "reverse", "refund", "decline", "getOrderStatusExtended", "*"] as const;
const bankKinds = ["answerLost", "answerLost", "requestDropped", "http500", "empty502", "halfJson", "cutBody", "systemError", "html200", "latency"] as const;
const crmKinds = ["error-503", "error-503", "error-429", "error-500", "error-500-after", "drop-before", "drop-after", "delay"] as const;

/** Everything at once, by one seed: killed processes, a crashing database, a lying bank, a busy CRM, unruly notifications. */
export function startChaos(place: Place, fleet: Fleet, shops: readonly [ShopAtBank, ...ShopAtBank[]], options: Options, random: Random): Chaos {
  const { bank, crm, database } = place;
  const counts = { bankFaults: 0, crmStorms: 0, notificationTricks: 0, databaseCrashes: 0 };
  const leaving = new AbortController();
  const { signal } = leaving;
  /** False as soon as it is to end. */
  const wait = (ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve(false);
        return;
      }
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve(!signal.aborted);
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done);
    });

  const killings = async (): Promise<void> => {
    while (await wait(random.between(2_000, 5_000))) {
      // Now and then the last one as well; not always, or a slow machine would see none alive.
      if (fleet.up() > 1 || random.chance(0.2)) fleet.kill(random.chance(0.3) ? random.between(0, options.instances - 1) : fleet.eldest());
    }
  };

  const badBank = async (): Promise<void> => {
    while (await wait(random.between(500, 2_500))) {
      const kind = random.pick(bankKinds);
      const effect = random.chance(0.5) ? null : random.chance(0.5);
      await bank.addFault({
        method: random.pick(bankMethods),
        kind,
        times: random.between(1, 2),
        effect,
        ...(kind === "latency" && { latencyMs: random.between(300, 4_000) }),
        merchant: random.chance(0.5) ? random.pick(shops).login : "",
      });
      counts.bankFaults++;
    }
  };

  const busyCrm = async (): Promise<void> => {
    while (await wait(random.between(8_000, 16_000))) {
      const kind = random.pick(crmKinds);
      const fault = crm.addFault({ endpoint: random.pick(["*", "update-invoice", "check"]), kind, times: null, ...(kind === "delay" && { delayMs: 2_000 }) });
      counts.crmStorms++;
      await wait(random.between(1_000, 4_000));
      if (crm.listFaults().some(({ id }) => id === fault.id)) crm.removeFault({ fault: fault.id });
    }
  };

  const unrulyNotifications = async (): Promise<void> => {
    while (await wait(random.between(500, 1_500))) {
      const trick = random.pick<Trick>([
        { lose: random.between(1, 4) },
        { copies: random.between(2, 4) },
        { copies: 1, reorder: random.between(2, 4) },
        { reorder: 0, delayMs: random.between(0, 3_000) },
        { reorder: 0, copies: 1, delayMs: 0 },
      ]);
      const { login } = random.pick(shops);
      await bank.editMerchant(login, { callback: trick });
      if (trick.reorder === 0) await bank.releaseCallbacks(login);
      counts.notificationTricks++;
    }
  };

  const crashingDatabase = async (): Promise<void> => {
    const every = (options.seconds * 1_000) / (options.databaseRestarts + 1);
    for (let done = 0; done < options.databaseRestarts && (await wait(every)); done++) {
      await database.crash(random.between(0, 2_000));
      counts.databaseCrashes++;
    }
  };

  const running = [killings(), badBank(), busyCrm(), unrulyNotifications(), crashingDatabase()];
  return {
    counts,
    stop: async () => {
      leaving.abort();
      await Promise.all(running);
      await bank.clearFaults();
      crm.clearFaults();
      for (const { login } of shops) {
        await bank.editMerchant(login, { callback: { lose: 0, copies: 1, reorder: 0, delayMs: 0 } });
        await bank.releaseCallbacks(login);
      }
    },
  };
}
