import type { Env } from "#lib/env.ts";

/** Settings that are allowed and cannot be meant: told at every start, and by `doctor`. */
export const settingWarnings = ({ publicUrl, sandbox, trustedProxies }: Env): string[] => {
  const isHttps = publicUrl.startsWith("https:");
  return [
    ...(isHttps || sandbox ? [] : [`PUBLIC_URL is ${publicUrl}: neither RetailCRM nor the bank can reach the hub there.`]),
    ...(isHttps && trustedProxies.length === 0
      ? [
          "PUBLIC_URL is https, so a proxy stands in front of the hub, and TRUSTED_PROXIES is empty: all callers look like that proxy, " +
            "and wrong passwords of one lock out everybody. Set TRUSTED_PROXIES to the proxy's address (127.0.0.1 when it runs on this " +
            "machine) and let the proxy send X-Forwarded-For.",
        ]
      : []),
  ];
};
