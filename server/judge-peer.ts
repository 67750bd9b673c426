import type { IncomingMessage } from "node:http";
import type { PeerAddress } from "./peer-address.ts";

/** Headers in which proxies talk: judged once, here; the rest of the product sees only the verdict. */
const forwardingHeaders = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"];

/** Puts the caller's address into `peerHeader`, over anything a caller sent under that name. */
export const judgePeer = (message: IncomingMessage, peerHeader: string, peerAddress: PeerAddress): void => {
  const forwarded = message.headers["x-forwarded-for"];
  const list = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  const peer = peerAddress(message.socket.remoteAddress, list);
  const removed = new Set([peerHeader, ...forwardingHeaders]);
  const kept: string[] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? "";
    if (!removed.has(name.toLowerCase())) kept.push(name, message.rawHeaders[index + 1] ?? "");
  }
  for (const name of removed) Reflect.deleteProperty(message.headers, name);
  message.rawHeaders = [...kept, peerHeader, peer];
  message.headers[peerHeader] = peer;
};
