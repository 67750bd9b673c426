import { api } from "#components/api-client.ts";

/** next-auth's own endpoints: they take a form with the token that `/api/auth/csrf` gives. */
async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = await api<{ csrfToken: string }>("/api/auth/csrf");
  return fetch(path, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
}

export const postCredentials = (email: string, password: string, code: string): Promise<Response> =>
  post("/api/auth/callback/credentials", { email, password, ...(code !== "" && { code }) });

export const postSignOut = (): Promise<Response> => post("/api/auth/signout", {});
