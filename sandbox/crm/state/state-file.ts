/** The state on disk: written whole to a neighbour and renamed, so that a crash leaves the old or the new file. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isObject, parseJson } from "../json.ts";
import { switchDefaults } from "./switches.ts";
import type { CrmState } from "./crm-state.ts";

/** null when there is no file yet; a file that cannot be read is put aside as `.broken`, never overwritten. */
export function readStateFile(path: string): CrmState | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  const parsed = parseJson(text);
  if (!isCrmState(parsed)) {
    renameSync(path, `${path}.broken`);
    return null;
  }
  // Switches added since the file was written take their defaults.
  return { ...parsed, switches: { ...switchDefaults, ...parsed.switches } };
}

export function writeStateFile(path: string, state: CrmState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

function isCrmState(value: unknown): value is CrmState {
  return (
    isObject(value) &&
    value["version"] === 1 &&
    [
      "keys",
      "modules",
      "sites",
      "paymentTypes",
      "paymentStatuses",
      "orders",
      "payments",
      "invoices",
      "faults",
      "log",
    ].every((part) => Array.isArray(value[part]))
  );
}
