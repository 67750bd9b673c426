/** Notifications of the bank: what they say, whether they are signed, and what may be stored of them. */
export { maskCallback, parseCallback, type CallbackHint } from "./callback-request.ts";
export { readPublicKey, verifyCallback, type CallbackKeys } from "./callback-signature.ts";
