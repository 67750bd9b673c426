import { sleep } from "#lib/clock.ts";
import { crmTurn } from "#lib/connections/crm-turn.ts";
import { AppError } from "#lib/errors.ts";
import { consume } from "#lib/http/rate-limit.ts";
import type { Access } from "./run-step-schema.ts";

/** How fast the other sides are asked: payments come first, a comparison has time. */
export interface Pace {
  bank: (access: Access) => Promise<void>;
  crm: (connectionId: string, patienceMs: number) => Promise<void>;
  /** A job works this long on a run and then queues the next one: no job outlives the queue's patience. */
  sliceSeconds: number;
}

/** Two of our windows touch any second: at most four questions a second to one login, whoever asks them for a comparison. */
const perLogin = { name: "reconciliation-bank", points: 2, seconds: 1 };

async function bankTurn({ environment, login }: Access): Promise<void> {
  for (;;) {
    try {
      await consume(perLogin, `${environment}:${login}`);
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "too_many_requests") throw error;
      await sleep(100 + Math.random() * 200);
    }
  }
}

/** Half of a key's turns are left to messages about payments. */
const CRM_PAUSE_MS = 400;

export const usualPace: Pace = {
  bank: bankTurn,
  crm: async (connectionId, patienceMs) => {
    await sleep(CRM_PAUSE_MS);
    await crmTurn(connectionId, patienceMs);
  },
  sliceSeconds: 40,
};
