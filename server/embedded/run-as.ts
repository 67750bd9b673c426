import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";

/** PostgreSQL refuses to run as root, so a root process hands it to this account. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const accountIds = (name: string): RunAs | null => {
  try {
    const ask = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return null;
  }
};

/** `postgres` when the system has it, otherwise `nobody`: the host's list of accounts is not ours to change. */
export const findRunAs = (): RunAs | null => {
  if (process.getuid?.() !== 0) return null;
  const account = accountIds("postgres") ?? accountIds("nobody");
  if (account === null) {
    throw new Error(
      'The embedded PostgreSQL cannot run as root and there is no account "postgres" or "nobody". ' +
        "Start the hub as an ordinary user or set DATABASE_URL.",
    );
  }
  return account;
};

const mayEnter = (folder: string, runAs: RunAs): boolean => {
  const { mode, uid, gid } = statSync(folder);
  if (uid === runAs.uid) return (mode & 0o500) === 0o500;
  if (gid === runAs.gid) return (mode & 0o050) === 0o050;
  return (mode & 0o001) === 0o001;
};

/** Whether every folder from the root down to `folder` lets the account through. */
export const isReachable = (folder: string, runAs: RunAs): boolean => {
  for (let current = folder; ; current = path.dirname(current)) {
    if (!mayEnter(current, runAs)) return false;
    if (current === path.dirname(current)) return true;
  }
};
