const NOWHERE = "http://nowhere.invalid";

/**
 * Where to go after signing in: a path of our own, and nothing that a browser could read as another site
 * (`//evil`, `/\evil`, `https://evil`, `javascript:`). An absolute address is accepted only under `ownOrigin`.
 */
export function returnPath(wanted: string | null | undefined, ownOrigin?: string): string {
  const text = wanted?.slice(0, 2_000) ?? "";
  const absolute = ownOrigin !== undefined && (text === ownOrigin || text.startsWith(`${ownOrigin}/`));
  const relative = absolute ? text.slice(ownOrigin.length) || "/" : text;
  if (!/^\/(?![/\\])/.test(relative) || !URL.canParse(relative, NOWHERE)) return "/";
  const { origin, pathname, search, hash } = new URL(relative, NOWHERE);
  return origin === NOWHERE && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/";
}
