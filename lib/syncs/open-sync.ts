import type { CallbackKeys } from "#lib/alfabank/callback.ts";
import { bankClient, type BankClient } from "#lib/alfabank/client.ts";
import { gatewayFor } from "#lib/alfabank/gateways.ts";
import type { Sync } from "#lib/generated/prisma/client.ts";
import { unseal } from "#lib/secrets.ts";

export type BankLogin = Pick<Sync, "id" | "environment" | "login" | "sealedPassword">;

/** Where the secrets of a sync are sealed; the row's id is part of the seal. */
export const passwordPlace = (syncId: string) => ({ field: "Sync.password", id: syncId });
export const callbackTokenPlace = (syncId: string) => ({ field: "Sync.callbackToken", id: syncId });

/**
 * The bank with the credentials of a sync.
 * @throws AppError unavailable "sandbox_off"; Error when no key opens the stored password
 */
export function bankOf(sync: BankLogin): BankClient {
  return bankClient({
    gateway: gatewayFor(sync.environment, sync.login),
    login: sync.login,
    password: unseal(sync.sealedPassword, passwordPlace(sync.id)),
  });
}

/** What the bank's notifications about this sync can be checked with. */
export const callbackKeysOf = (sync: Pick<Sync, "id" | "sealedCallbackToken" | "callbackPublicKey">): CallbackKeys => ({
  token: sync.sealedCallbackToken === null ? null : unseal(sync.sealedCallbackToken, callbackTokenPlace(sync.id)),
  publicKey: sync.callbackPublicKey,
});
