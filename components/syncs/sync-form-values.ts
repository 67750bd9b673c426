import type { z } from "zod";
import { changedValues } from "#components/changed-values.ts";
import type { editSyncInput } from "#lib/syncs/sync-schema.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";

export type SyncFormIn = z.input<typeof editSyncInput>;
export type SyncFormOut = z.output<typeof editSyncInput>;

interface Defaults {
  connectionId: string;
  /** The simulators run here: the quickest way to try. */
  sandbox: boolean;
  holdHours: number;
}

export const newSyncValues = ({ connectionId, sandbox, holdHours }: Defaults): SyncFormIn => ({
  connectionId,
  name: "",
  environment: sandbox ? "sandbox" : "test",
  login: "",
  password: "",
  confirmation: "auto",
  taxSystem: 0,
  holdHours,
  linkDays: null,
  callbackToken: "",
  callbackPublicKey: "",
});

const taxOf = (code: number): SyncFormIn["taxSystem"] => ([0, 1, 2, 3, 4, 5] as const).find((known) => known === code) ?? 0;

export const storedSyncValues = (sync: SyncView): SyncFormIn => ({
  connectionId: sync.connectionId,
  name: sync.name,
  environment: sync.environment,
  login: sync.login,
  password: "",
  confirmation: sync.confirmation,
  taxSystem: taxOf(sync.taxSystem),
  holdHours: sync.holdHours,
  linkDays: sync.linkDays,
  callbackToken: "",
  callbackPublicKey: sync.callbackPublicKey ?? "",
});

const present = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== "";

/** A new sync as the API takes it: what was left empty is left out. */
export function newSyncBody({ callbackToken, callbackPublicKey, ...rest }: SyncFormOut): Record<string, unknown> {
  return {
    ...rest,
    ...(present(callbackToken) && { callbackToken }),
    ...(present(callbackPublicKey) && { callbackPublicKey }),
  };
}

/** The parts of an access go together: a password is typed for the login that was shown with it. */
const accessOf = ({ environment, login, password }: SyncFormOut, changed: Partial<SyncFormOut>) =>
  (changed.environment ?? changed.login ?? changed.password) !== undefined && { environment, login, ...(present(password) && { password }) };

/** Changes as the API takes them: an empty secret keeps the stored one, `null` removes it. */
export function syncPatchBody(values: SyncFormOut, shown: Partial<SyncFormIn>, removeToken: boolean): Record<string, unknown> {
  const changed = changedValues(values, shown);
  const { connectionId: _fixed, password: _secret, callbackToken, callbackPublicKey, ...rest } = changed;
  return {
    ...rest,
    ...accessOf(values, changed),
    ...(present(callbackToken) && { callbackToken }),
    ...(removeToken && { callbackToken: null }),
    ...(callbackPublicKey !== undefined && { callbackPublicKey: present(callbackPublicKey) ? callbackPublicKey : null }),
  };
}
