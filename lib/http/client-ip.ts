/**
 * Headers in which our own server passes on what it found out about the caller.
 * The server overwrites whatever a caller sends under these names.
 */
export const PEER_HEADERS = { address: "x-hub-peer", relayed: "x-hub-relayed" } as const;

export const clientIp = (request: Request): string => request.headers.get(PEER_HEADERS.address) ?? "unknown";

/** Passed on by somebody who is not among TRUSTED_PROXIES: `clientIp` is his address, and the caller may be anybody. */
export const isRelayed = (request: Request): boolean => request.headers.has(PEER_HEADERS.relayed);
