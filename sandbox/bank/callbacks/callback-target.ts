const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The simulator notifies this machine and the host it is published under, nobody else: its cabinet has no sign-in,
 * so an open simulator must not become a way to reach other hosts.
 */
export function isReachable(target: string, publicUrl: string): boolean {
  if (!URL.canParse(target)) return false;
  const { protocol, hostname } = new URL(target);
  return /^https?:$/.test(protocol) && (LOOPBACK.test(hostname) || hostname === new URL(publicUrl).hostname);
}
