import type { ReconciliationRun } from "#lib/generated/prisma/client.ts";
import type { Environment, ReconciliationState } from "#lib/generated/prisma/enums.ts";
import { columnDay } from "./moscow-days-state.ts";

export const listedRun = { sync: { select: { name: true, environment: true, connection: { select: { name: true } } } } } as const;

type ListedRun = ReconciliationRun & { sync: { name: string; environment: Environment; connection: { name: string } } };

/** What may leave the server of a run. Days are those of Moscow, both included. */
export interface RunView {
  id: string;
  syncId: string;
  syncName: string;
  connectionName: string;
  environment: Environment;
  from: string;
  to: string;
  nightly: boolean;
  state: ReconciliationState;
  bankOrders: number;
  ownOrders: number;
  foreignOrders: number;
  agreed: number;
  differences: number;
  notJudged: number;
  crmNotJudged: number;
  /** The bank gave no list: its orders were not counted, and ours were asked about one by one. */
  listRefused: boolean;
  /** Why RetailCRM could not be asked; null: it was, or there was nothing to ask. */
  crmError: string | null;
  error: string | null;
  createdAt: string;
  finishedAt: string | null;
}

export const runView = (run: ListedRun): RunView => ({
  id: run.id,
  syncId: run.syncId,
  syncName: run.sync.name,
  connectionName: run.sync.connection.name,
  environment: run.sync.environment,
  from: columnDay(run.fromDay),
  to: columnDay(run.toDay),
  nightly: run.nightly,
  state: run.state,
  bankOrders: run.bankOrders,
  ownOrders: run.ownOrders,
  foreignOrders: run.foreignOrders,
  agreed: run.agreed,
  differences: run.different,
  notJudged: run.notJudged,
  crmNotJudged: run.crmNotJudged,
  listRefused: run.listRefused !== null,
  crmError: run.crmError,
  error: run.error,
  createdAt: run.createdAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
});
