/** A person at the hub's JSON API, as a browser would be: a jar of cookies and nothing else. */
export interface HubClient {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

/** Signs in through next-auth's credentials flow. */
export async function signIn(baseUrl: string, email: string, password: string): Promise<HubClient> {
  const jar = new Map<string, string>();
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(`${baseUrl}${path}`, { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  };
  const read = async <T>(response: Response): Promise<T> => {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.url}: HTTP ${String(response.status)} ${text}`);
    return JSON.parse(text) as T;
  };
  const json = (body: unknown): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  const { csrfToken } = await read<{ csrfToken: string }>(await call("/api/auth/csrf"));
  await call("/api/auth/callback/credentials", { method: "POST", body: new URLSearchParams({ csrfToken, email, password }) });
  const session = await read<{ user?: unknown }>(await call("/api/auth/session"));
  if (!session.user) throw new Error("signing in failed");
  return {
    fetch: call,
    get: async (path) => read(await call(path)),
    post: async (path, body) => read(await call(path, json(body))),
  };
}
