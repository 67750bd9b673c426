import { expect, it } from "vitest";
import { peerAddress } from "./peer-address.ts";

it.each<[string, string[], string | undefined, string | undefined, string]>([
  ["no proxy trusted: the header is a claim", [], "203.0.113.9", "1.2.3.4", "203.0.113.9"],
  ["a trusted proxy tells the caller", ["10.0.0.1"], "10.0.0.1", "1.2.3.4", "1.2.3.4"],
  ["a caller cannot write itself further left", ["10.0.0.1"], "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"],
  ["a chain of trusted proxies", ["10.0.0.0/8"], "10.0.0.1", "1.2.3.4, 10.9.9.9", "1.2.3.4"],
  ["only trusted addresses in the chain", ["10.0.0.0/8"], "10.0.0.1", "10.1.1.1", "10.1.1.1"],
  ["an untrusted neighbour", ["10.0.0.1"], "10.0.0.2", "1.2.3.4", "10.0.0.2"],
  ["IPv4 in IPv6 dress", ["10.0.0.1"], "::ffff:10.0.0.1", "::ffff:1.2.3.4", "1.2.3.4"],
  ["IPv6 proxy and caller", ["fd00::/8"], "fd00::1", "2001:db8::5", "2001:db8::5"],
  ["entries with ports", ["10.0.0.1"], "10.0.0.1", "1.2.3.4:5678", "1.2.3.4"],
  ["bracketed entries with ports", ["10.0.0.1"], "10.0.0.1", "[2001:db8::5]:80", "2001:db8::5"],
  ["nonsense from a trusted proxy", ["10.0.0.1"], "10.0.0.1", "unknown", "10.0.0.1"],
  ["no header", ["10.0.0.1"], "10.0.0.1", undefined, "10.0.0.1"],
  ["a socket already gone", ["10.0.0.1"], undefined, "1.2.3.4", "unknown"],
])("C-44 %s", (_case, trusted, socket, forwarded, expected) => {
  expect(peerAddress(trusted)(socket, forwarded)).toBe(expected);
});
