import type { Handler } from "#lib/http/route.ts";

/** A route file's exported methods. */
export type RouteModule = Readonly<Record<string, unknown>>;

interface Route {
  readonly name: string;
  readonly pattern: readonly string[];
  readonly module: RouteModule;
}

export interface MatchedRoute {
  /** The pattern, for figures: addresses themselves hold secrets. */
  readonly name: string;
  readonly module: RouteModule;
  readonly params: Record<string, string>;
}

/** Imported late: these files read the environment, which must be complete by then. */
const load = async (): Promise<[string, RouteModule][]> => [
  ["/p/[slug]", await import("#app/p/[slug]/route.ts")],
  ["/p/[slug]/result", await import("#app/p/[slug]/result/route.ts")],
  ["/api/alfabank/callback/[syncKey]", await import("#app/api/alfabank/callback/[syncKey]/route.ts")],
  ["/api/retailcrm/payment/create", await import("#app/api/retailcrm/payment/create/route.ts")],
  ["/api/retailcrm/payment/approve", await import("#app/api/retailcrm/payment/approve/route.ts")],
  ["/api/retailcrm/payment/cancel", await import("#app/api/retailcrm/payment/cancel/route.ts")],
  ["/api/retailcrm/payment/refund", await import("#app/api/retailcrm/payment/refund/route.ts")],
  ["/api/retailcrm/payment/status", await import("#app/api/retailcrm/payment/status/route.ts")],
  ["/api/retailcrm/activity", await import("#app/api/retailcrm/activity/route.ts")],
  ["/api/retailcrm/settings", await import("#app/api/retailcrm/settings/route.ts")],
  ["/api/retailcrm/config", await import("#app/api/retailcrm/config/route.ts")],
  ["/api/retailcrm/register", await import("#app/api/retailcrm/register/route.ts")],
];

const loadOperations = async (): Promise<[string, RouteModule][]> => [
  ["/api/health/live", await import("#app/api/health/live/route.ts")],
  ["/api/health/ready", await import("#app/api/health/ready/route.ts")],
  ["/api/metrics", await import("#app/api/metrics/route.ts")],
];

/** Path segments; doubled slashes and a slash at the end make no difference. */
const segmentsOf = (pathname: string): string[] => pathname.split("/").filter((segment) => segment !== "");

const decode = (segment: string): string | null => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};

const matchOne = ({ name, pattern, module }: Route, segments: readonly string[]): MatchedRoute | null => {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const given = segments[index] ?? "";
    if (expected.startsWith("[")) {
      const value = decode(given);
      if (value === null) return null;
      params[expected.slice(1, -1)] = value;
    } else if (given !== expected) return null;
  }
  return { name, module, params };
};

export type FrontRoutes = (pathname: string) => MatchedRoute | null;

export const frontRoutes = (modules: readonly (readonly [string, RouteModule])[]): FrontRoutes => {
  const routes = modules.map(([name, module]) => ({ name, pattern: segmentsOf(name), module }));
  return (pathname) => {
    const segments = segmentsOf(pathname);
    for (const route of routes) {
      const matched = matchOne(route, segments);
      if (matched !== null) return matched;
    }
    return null;
  };
};

/** Everything answered in front of Next; a process that only works the queue answers for its health alone. */
export const loadFrontRoutes = async (healthOnly: boolean): Promise<FrontRoutes> =>
  frontRoutes([...(healthOnly ? [] : await load()), ...(await loadOperations())]);

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

export const isKnownMethod = (method: string): boolean => methods.includes(method);

/** HEAD falls back to GET, as Next does it; the body is dropped when sending. */
export const handlerFor = (module: RouteModule, method: string): Handler | null => {
  if (!isKnownMethod(method)) return null;
  const handler = module[method] ?? (method === "HEAD" ? module["GET"] : undefined);
  return typeof handler === "function" ? (handler as Handler) : null;
};

export const allowedMethods = (module: RouteModule): string[] =>
  methods.filter((method) => handlerFor(module, method) !== null);
