import ipaddr from "ipaddr.js";

/** Only globally routed addresses: not this machine, not its networks, not anything that leads back to them. */

const globalUnicast = ipaddr.IPv6.parse("2000::");

/** The IPv4 address inside a NAT64 address (64:ff9b::/96): a host with IPv6 only reaches all of IPv4 that way. */
const embedded = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(address.toByteArray().slice(12));

const nat64 = ipaddr.IPv6.parse("64:ff9b::");

export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return address.range() === "unicast";
  if (address.match(nat64, 96)) return embedded(address).range() === "unicast";
  return address.match(globalUnicast, 3) && address.range() === "unicast";
}
