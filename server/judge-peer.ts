import type { IncomingMessage } from "node:http";
import type { PeerAddress } from "./peer-address.ts";

/** Headers in which proxies talk: judged once, here; the rest of the product sees only the verdict. */
const forwardingHeaders = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip", "forwarded"];

export interface PeerHeaders {
  /** The caller's address. */
  readonly address: string;
  /** Set when somebody passed the request on and the address is still only his. */
  readonly relayed: string;
}

/** Puts what is known of the caller into `names`, over anything a caller sent under them. */
export const judgePeer = (message: IncomingMessage, names: PeerHeaders, peerAddress: PeerAddress): void => {
  const forwarded = message.headers["x-forwarded-for"];
  const list = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  const nearest = peerAddress(message.socket.remoteAddress, undefined);
  const address = peerAddress(message.socket.remoteAddress, list);
  const relayed = address === nearest && forwardingHeaders.some((name) => message.headers[name] !== undefined);
  const verdict = { [names.address]: address, ...(relayed && { [names.relayed]: "1" }) };
  const removed = new Set([names.address, names.relayed, ...forwardingHeaders]);
  const kept: string[] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? "";
    if (!removed.has(name.toLowerCase())) kept.push(name, message.rawHeaders[index + 1] ?? "");
  }
  for (const name of removed) Reflect.deleteProperty(message.headers, name);
  message.rawHeaders = [...kept, ...Object.entries(verdict).flat()];
  Object.assign(message.headers, verdict);
};
