import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { db } from "#lib/db.ts";
import { log } from "#lib/log.ts";

interface Figures {
  open_payments: bigint;
  unknown_operations: bigint;
  pending_deliveries: bigint;
  delivery_age: number | null;
  unprocessed_notifications: bigint;
  notification_age: number | null;
  problems: bigint;
}

/** One round trip; every condition has an index or a small table behind it. */
const readFigures = async (): Promise<Figures | null> => {
  const [figures] = await db.$queryRaw<Figures[]>`
    SELECT
      (SELECT count(*) FROM "Attempt" WHERE "nextCheckAt" IS NOT NULL) AS open_payments,
      (SELECT count(*) FROM "Operation" WHERE state IN ('sent', 'unknown')) AS unknown_operations,
      (SELECT count(*) FROM "Delivery" WHERE state = 'pending') AS pending_deliveries,
      (SELECT extract(epoch FROM now() - min("createdAt"))::float FROM "Delivery" WHERE state = 'pending') AS delivery_age,
      (SELECT count(*) FROM "Notification" WHERE "processedAt" IS NULL) AS unprocessed_notifications,
      (SELECT extract(epoch FROM now() - min("receivedAt"))::float FROM "Notification" WHERE "processedAt" IS NULL)
        AS notification_age,
      (SELECT count(*) FROM "Problem" WHERE "clearedAt" IS NULL) AS problems`;
  return figures ?? null;
};

const gauges: { name: string; help: string; read: (figures: Figures) => number }[] = [
  { name: "hub_attempts_watched", help: "Bank orders still being watched", read: (f) => Number(f.open_payments) },
  {
    name: "hub_operations_unsettled",
    help: "Writes to the bank with unknown outcome",
    read: (f) => Number(f.unknown_operations),
  },
  { name: "hub_deliveries_pending", help: "States not yet told to the CRM", read: (f) => Number(f.pending_deliveries) },
  {
    name: "hub_delivery_oldest_seconds",
    help: "Age of the oldest undelivered state",
    read: (f) => f.delivery_age ?? 0,
  },
  {
    name: "hub_notifications_unprocessed",
    help: "Bank notifications stored, not worked on",
    read: (f) => Number(f.unprocessed_notifications),
  },
  {
    name: "hub_notification_oldest_seconds",
    help: "Age of the oldest such notification",
    read: (f) => f.notification_age ?? 0,
  },
  { name: "hub_problems_open", help: "Problems a person must fix", read: (f) => Number(f.problems) },
];

const create = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const up = new Gauge({ name: "hub_database_up", help: "Whether the figures could be read", registers: [registry] });
  const figureGauges = gauges.map(({ name, help, read }) => ({
    read,
    gauge: new Gauge({ name, help, registers: [registry] }),
  }));
  const refresh = async (): Promise<void> => {
    const figures = await readFigures().catch((error: unknown) => {
      log.warn({ error }, "metrics: figures not read");
      return null;
    });
    up.set(figures === null ? 0 : 1);
    if (figures === null) return;
    for (const { read, gauge } of figureGauges) gauge.set(read(figures));
  };
  return Object.assign(registry, {
    metrics: async () => {
      await refresh();
      return Registry.prototype.metrics.call(registry);
    },
  });
};

// One registry per process: Next bundles a copy of this module of its own.
const shared = globalThis as { hubMetrics?: Registry };

export const metrics = (): Registry => (shared.hubMetrics ??= create());
