import { env } from "#lib/env.ts";
import { isSecure } from "./session-cookie.ts";

/**
 * A path of ours for a Location header. Behind https it begins with the public address, whatever Host was sent;
 * on a loopback address it stays a path, so that 127.0.0.1, localhost and a forwarded port all stay where they are.
 */
export const ownLocation = (path: string): string => (isSecure() ? `${env().publicUrl}${path}` : path);
