import { db } from "#lib/db.ts";
import { sampleSealedRows, sealedFields } from "#lib/sealed-fields.ts";
import { unseal } from "#lib/secrets.ts";

export interface HealthPart {
  ok: boolean;
  reason?: string;
}

export interface Health {
  ok: boolean;
  parts: Record<"database" | "queue" | "secrets", HealthPart>;
}

const limitMs = 3_000;

const withinLimit = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("timeout"));
    }, limitMs);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
};

const part = async (check: () => Promise<string | null>, failure: string): Promise<HealthPart> => {
  try {
    const reason = await withinLimit(check());
    return reason === null ? { ok: true } : { ok: false, reason };
  } catch {
    return { ok: false, reason: failure };
  }
};

const checkDatabase = async (): Promise<null> => {
  await db.$queryRaw`SELECT 1`;
  return null;
};

/** A worker somewhere, in this process or another, whose heartbeat is not overdue. */
const checkQueue = async (): Promise<string | null> => {
  const [row] = await db.$queryRaw<{ alive: bigint }[]>`
    SELECT count(*) AS alive FROM pgboss.instance
    WHERE stopped_on IS NULL AND heartbeat_on > now() - make_interval(secs => heartbeat_seconds * 2 + 10)`;
  return (row?.alive ?? 0n) > 0n ? null : "no worker is running";
};

const checkSecrets = async (): Promise<string | null> => {
  for (const place of sealedFields) {
    for (const { id, sealed } of await sampleSealedRows(place)) {
      try {
        unseal(sealed, { field: place.field, id });
      } catch {
        return "cannot decrypt credentials: ENCRYPTION_KEY lacks the key they were sealed with";
      }
    }
  }
  return null;
};

/** Answers within seconds whatever the state of the database. */
export const readHealth = async (): Promise<Health> => {
  const [database, queue, secrets] = await Promise.all([
    part(checkDatabase, "the database does not answer"),
    part(checkQueue, "the queue cannot be read"),
    part(checkSecrets, "the stored credentials cannot be read"),
  ]);
  return { ok: database.ok && queue.ok && secrets.ok, parts: { database, queue, secrets } };
};
