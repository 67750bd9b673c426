export { maskCallback, parseCallback, type CallbackHint, type CallbackParts } from "./callback-request.ts";
export {
  readPublicKey,
  signedPayload,
  verifyCallback,
  type CallbackKeys,
  type SignatureVerdict,
} from "./callback-signature.ts";
