import ipaddr from "ipaddr.js";

/**
 * The unit in which callers are counted: an IPv4 address, or the /64 of an IPv6 address, of which one household
 * or server has as many as it likes. What is no address is kept as it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address); // turns ::ffff:192.0.2.1 into 192.0.2.1
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}
