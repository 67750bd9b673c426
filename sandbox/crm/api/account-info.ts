/** The three calls without a version (protocols: retailcrm 1.2 and 1.3). */
import type { ApiKey } from "../state/account-types.ts";
import type { Switches } from "../state/switches.ts";
import { done } from "./reply.ts";
import type { Endpoint } from "./endpoint.ts";

export const apiVersions: Endpoint = {
  name: "api-versions",
  method: "GET",
  path: "/api/api-versions",
  auth: "required",
  scope: () => null,
  credential: null,
  handle: () => done({ versions: ["3.0", "4.0", "5.0"] }),
};

/** Answers without a key too. */
export const systemInfo: Endpoint = {
  name: "system-info",
  method: "GET",
  path: "/api/system-info",
  auth: "optional",
  scope: () => null,
  credential: null,
  handle: ({ store }) =>
    done({ systemVersion: "8.1.51", publicUrl: store.options.publicUrl, technicalUrl: store.options.systemUrl }),
};

/** `endpoints` are all the others: from their scopes follows the deprecated list of method patterns. */
export function credentialsEndpoint(endpoints: readonly Endpoint[]): Endpoint {
  return {
    name: "credentials",
    method: "GET",
    path: "/api/credentials",
    auth: "required",
    scope: () => null,
    credential: null,
    handle: ({ store, key }) => done(key ? credentialsOf(key, endpoints, store.state.switches) : {}),
  };
}

function credentialsOf(key: ApiKey, endpoints: readonly Endpoint[], switches: Switches): Record<string, unknown> {
  const allowed = endpoints.filter((endpoint) => {
    const scope = endpoint.scope(switches);
    return endpoint.credential !== null && (scope === null || key.scopes.includes(scope));
  });
  return {
    ...(key.legacyCredentialsOnly ? {} : { scopes: key.scopes }),
    credentials: [...new Set(allowed.map((endpoint) => endpoint.credential))],
    siteAccess: key.sites === "all" ? "access_full" : "access_selective",
    sitesAvailable: key.sites === "all" ? [] : key.sites,
  };
}
