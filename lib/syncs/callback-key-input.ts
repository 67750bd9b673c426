import { readPublicKey } from "#lib/alfabank/callback.ts";
import { AppError } from "#lib/errors.ts";
import { seal } from "#lib/secrets.ts";
import { callbackTokenPlace } from "./open-sync.ts";

interface CallbackKeyInput {
  callbackToken?: string | null | undefined;
  callbackPublicKey?: string | null | undefined;
}

/** @throws AppError invalid_input when the text is neither an RSA public key nor a certificate with one */
export function assertCallbackKey({ callbackPublicKey }: CallbackKeyInput): void {
  if (callbackPublicKey && readPublicKey(callbackPublicKey) === null) {
    throw new AppError("invalid_input", { fields: { callbackPublicKey: ["public_key_invalid"] } });
  }
}

/** Columns to write: an empty or absent value keeps what is stored, null removes it. */
export function callbackKeyColumns(syncId: string, { callbackToken, callbackPublicKey }: CallbackKeyInput) {
  return {
    ...(callbackToken && { sealedCallbackToken: seal(callbackToken, callbackTokenPlace(syncId)) }),
    ...(callbackToken === null && { sealedCallbackToken: null }),
    ...(callbackPublicKey && { callbackPublicKey }),
    ...(callbackPublicKey === null && { callbackPublicKey: null }),
  };
}
