/** Headers in which proxy.ts tells a page about its own request; what a caller sends under these names is overwritten there. */
export const NONCE_HEADER = "x-nonce";
export const PATH_HEADER = "x-hub-path";
