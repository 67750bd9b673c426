import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { childOptions, lastPart, run, type Tools } from "./cluster-tools.ts";

export interface NewCluster {
  /** PostgreSQL's own folder; made when missing. */
  readonly dir: string;
  readonly password: string;
  /** Extra lines of postgresql.conf, fixed when the cluster is made. */
  readonly settings?: Readonly<Record<string, string>>;
}

const baseSettings: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  logging_collector: "on",
  log_filename: "postgresql-%a.log",
  log_rotation_age: "1d",
  log_truncate_on_rotation: "on",
};

/** The program's own words; the command line with its twenty options says nothing to people. */
const setupError = (error: unknown): Error => {
  const words = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const report = words.trim() === "" ? String(error) : words;
  return new Error(`The embedded PostgreSQL could not be set up:\n${lastPart(report)}`, { cause: error });
};

/** Makes the files of a new server beside its place and moves them there when they are whole. */
export const initialiseCluster = async (tools: Tools, options: NewCluster): Promise<void> => {
  const unfinished = `${options.dir}.new-${randomBytes(6).toString("hex")}`;
  const passwordFile = `${unfinished}.key`;
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  try {
    if (tools.runAs !== null) {
      await chown(unfinished, tools.runAs.uid, tools.runAs.gid);
      await chown(passwordFile, tools.runAs.uid, tools.runAs.gid);
    }
    const settings = Object.entries({ ...baseSettings, ...options.settings });
    await run(
      tools.initdb,
      [
        ...[`--pgdata=${unfinished}`, "--username=hub", "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
        ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ...["--no-instructions", ...settings.map(([name, value]) => `--set=${name}=${value}`)],
      ],
      childOptions(tools, unfinished),
    );
    await rename(unfinished, options.dir);
  } catch (error) {
    // Another process may have made the cluster in the meantime: then its work is as good as ours.
    if (!existsSync(path.join(options.dir, "PG_VERSION"))) throw setupError(error);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
};
