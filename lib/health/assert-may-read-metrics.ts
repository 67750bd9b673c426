import { createHash, timingSafeEqual } from "node:crypto";
import ipaddr from "ipaddr.js";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { clientIp, isRelayed } from "#lib/http/client-ip.ts";

const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** From this machine itself, not through a proxy on it, or with METRICS_TOKEN as bearer token. */
export const assertMayReadMetrics = (request: Request): void => {
  if (isLoopback(clientIp(request)) && !isRelayed(request)) return;
  const { metricsToken } = env();
  const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (metricsToken === null || given === undefined) throw new AppError("forbidden");
  if (!timingSafeEqual(digest(given), digest(metricsToken))) throw new AppError("forbidden");
};
