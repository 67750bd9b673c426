import ipaddr from "ipaddr.js";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

const toRange = (text: string): Range =>
  text.includes("/")
    ? ipaddr.parseCIDR(text)
    : [ipaddr.process(text), ipaddr.process(text).kind() === "ipv4" ? 32 : 128];

const parse = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | null => (ipaddr.isValid(text) ? ipaddr.process(text) : null);

const matches = (address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Range): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

/** Forwarded entries may carry a port: "1.2.3.4:5678", "[::1]:80". */
const withoutPort = (entry: string): string =>
  /^\[([^\]]+)\]|^([^:]+):\d+$/.exec(entry)?.slice(1).find(Boolean) ?? entry;

export type PeerAddress = (socketAddress: string | undefined, forwardedFor: string | undefined) => string;

/**
 * The caller's address: the socket's, unless that is a trusted proxy. Then the nearest entry of `X-Forwarded-For`
 * that no trusted proxy stands behind; whatever a caller wrote further left is not believed.
 */
export const peerAddress = (trustedProxies: readonly string[]): PeerAddress => {
  const ranges = trustedProxies.map(toRange);
  const isTrusted = (address: ipaddr.IPv4 | ipaddr.IPv6) => ranges.some((range) => matches(address, range));
  return (socketAddress, forwardedFor) => {
    let current = parse(socketAddress ?? "");
    if (current === null) return "unknown";
    const entries = (forwardedFor ?? "").split(",").map((entry) => withoutPort(entry.trim()));
    while (isTrusted(current) && entries.length > 0) {
      const next = parse(entries.pop() ?? "");
      if (next === null) break;
      current = next;
    }
    return current.toString();
  };
};
