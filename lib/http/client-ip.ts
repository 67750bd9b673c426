/**
 * Header in which our own server passes the caller's address after judging the proxies.
 * The server overwrites whatever a caller sends under this name.
 */
export const PEER_HEADER = "x-hub-peer";

export const clientIp = (request: Request): string => request.headers.get(PEER_HEADER) ?? "unknown";
