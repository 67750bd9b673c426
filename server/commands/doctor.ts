import { Client } from "pg";
import type { Env } from "#lib/env.ts";
import { appliedMigrations } from "#server/backup/tables.ts";
import { listMigrationNames } from "#server/schema-engine.ts";
import { settingWarnings } from "#server/setting-warnings.ts";
import { judgeCertificate, readServedCertificate } from "#server/served-certificate.ts";
import { CommandFailure, type Command } from "./command.ts";

interface Finding {
  readonly ok: boolean;
  readonly text: string;
}

const maxSkewSeconds = 60;

const inspectDatabase = async (client: Client): Promise<Finding[]> => {
  const { rows } = await client.query<{ version: string; now: Date; migrated: boolean }>(
    `SELECT current_setting('server_version') AS version, clock_timestamp() AS now,
            to_regclass('_prisma_migrations') IS NOT NULL AS migrated`,
  );
  const [server] = rows;
  if (server === undefined) return [{ ok: false, text: "The database gives no answer." }];
  const skew = Math.abs(server.now.getTime() - Date.now()) / 1000;
  const applied = server.migrated ? await appliedMigrations(client) : [];
  const missing = (await listMigrationNames()).filter((name) => !applied.includes(name));
  return [
    { ok: true, text: `PostgreSQL ${server.version} answers.` },
    { ok: skew < maxSkewSeconds, text: `The clocks of hub and database differ by ${skew.toFixed(1)} s.` },
    {
      ok: missing.length === 0,
      text: missing.length === 0 ? "All migrations are applied." : `Migrations not applied: ${missing.join(", ")}.`,
    },
  ];
};

const inspectHealth = async (): Promise<Finding[]> => {
  const { readHealth } = await import("#lib/health/read-health.ts");
  const { parts } = await readHealth();
  return Object.entries(parts).map(([name, { ok, reason }]) => ({
    ok: ok || name === "queue",
    text: `${name}: ${ok ? "fine" : (reason ?? "failing")}${name === "queue" && !ok ? " (fine while the hub is stopped)" : ""}`,
  }));
};

const inspectSettings = (env: Env): Finding[] => [
  { ok: true, text: `Node ${process.versions.node}, ${process.platform} ${process.arch}.` },
  { ok: true, text: `Public address ${env.publicUrl}, data folder ${env.dataDir}.` },
  ...settingWarnings(env).map((text) => ({ ok: false, text })),
];

/** The bank calls us by https, and its requirements for the certificate are stricter than a browser's. */
const inspectCertificate = async ({ publicUrl }: Env): Promise<Finding[]> => {
  if (!publicUrl.startsWith("https:")) return [];
  const findings = judgeCertificate(await readServedCertificate(publicUrl), new Date());
  return findings.map(({ verdict, text }) => ({ ok: verdict !== "bad", text: verdict === "warn" ? `${text} (warning)` : text }));
};

export const doctorCommand: Command = {
  synopsis: "",
  summary: "look over settings, database, keys and queue",
  needsDatabase: true,
  run: async (_args, env) => {
    const client = new Client({ connectionString: process.env["DATABASE_URL"] });
    await client.connect();
    try {
      const findings = [...inspectSettings(env), ...(await inspectDatabase(client)), ...(await inspectHealth()), ...(await inspectCertificate(env))];
      for (const { ok, text } of findings) console.log(`${ok ? "✓" : "✗"} ${text}`);
      if (findings.some(({ ok }) => !ok)) throw new CommandFailure("Something needs attention, see ✗ above.");
    } finally {
      await client.end();
    }
  },
};
