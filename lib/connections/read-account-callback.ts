import type { CallbackLanguage } from "#lib/retailcrm/callback-answer.ts";
import { type CallbackForm, clientIdIn, payloadIn, readCallbackForm } from "#lib/retailcrm/callback-body.ts";
import { findConnectionByClientId } from "./find-connection-by-client-id.ts";

interface AccountCallback {
  connection: Awaited<ReturnType<typeof findConnectionByClientId>>;
  payload: unknown;
  /** The plain fields beside the payload, e.g. `systemUrl`. */
  form: CallbackForm;
}

/**
 * A call of a connected account: who calls, and the structure in the field of this name. From here on errors are in the
 * account's language, those about an unreadable structure among them.
 */
export async function readAccountCallback(
  request: Request,
  language: CallbackLanguage,
  name: string,
  { optional = false } = {},
): Promise<AccountCallback> {
  const form = await readCallbackForm(request);
  const connection = await findConnectionByClientId(clientIdIn(form));
  language.use(connection);
  return { connection, payload: payloadIn(form, name, { optional }), form };
}
