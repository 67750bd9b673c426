import { ApiError } from "#components/api-client.ts";
import { postCredentials } from "#components/shell/next-auth-client.ts";

interface Answer {
  url?: string;
  error?: { code: string; message: string; fields?: Record<string, string[]> };
}

const readAnswer = async (response: Response): Promise<Answer> => {
  try {
    return (await response.json()) as Answer;
  } catch {
    return {};
  }
};

export interface Credentials {
  email: string;
  password: string;
  /** Of the second step, once it was asked for. */
  code?: string | undefined;
}

/**
 * Signs in with next-auth's endpoint. Throws `ApiError`: "credentials_wrong", one with a field `code` when the
 * second step is needed or its code was wrong, "too_many_requests" with the server's words, or `noCookies` when the browser dropped the cookie that the endpoint needs.
 */
export async function openSession({ email, password, code = "" }: Credentials, noCookies: string): Promise<void> {
  const response = await postCredentials(email, password, code);
  const { url = "", error } = await readAnswer(response);
  if (error) throw new ApiError(response.status, error.code, error.message, error.fields);
  if (response.status === 401) throw new ApiError(401, "credentials_wrong", "");
  if (url.includes("csrf=true")) throw new ApiError(response.status, "cookies", noCookies);
  if (!response.ok) throw new ApiError(response.status, "unknown", "");
}
