import { AppError } from "#lib/errors.ts";
import { clientIp } from "#lib/http/client-ip.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { readCookies } from "#lib/http/read-cookies.ts";
import { localeCookie } from "#lib/i18n/locale-cookie.ts";
import { isLocale, LOCALE_COOKIE } from "#lib/i18n/locales.ts";
import { nextAuthOptions } from "./next-auth-options.ts";
import { runNextAuth } from "./run-next-auth.ts";
import { isSecure } from "./session-cookie.ts";
import { type SignedIn, signIn } from "./sign-in.ts";

/** What we use of next-auth; everything else it could answer (its own pages, its log sink) does not exist here. */
const offered = /^(GET (csrf|session|providers|signin|signout|error)|POST (callback\/credentials|signin\/credentials|signout|session))$/;

/** next-auth's endpoints, with our session rows and our throttle behind them. */
export async function handleAuth(request: Request, path: string[]): Promise<Response> {
  if (!offered.test(`${request.method} ${path.join("/")}`)) throw new AppError("not_found");
  if (request.method === "POST") assertSameOrigin(request);
  let signedIn: SignedIn | undefined;
  let failure: Error | undefined;
  const options = nextAuthOptions(async (credentials) => {
    try {
      signedIn = await signIn(credentials, clientIp(request));
      return { id: signedIn.userId, sessionId: signedIn.sessionId };
    } catch (error) {
      failure = error instanceof Error ? error : new Error("sign-in failed", { cause: error });
      return null;
    }
  });
  const answer = await runNextAuth(request, path, options);
  // next-auth knows one answer for all that fails, wrong credentials. "Too many" has its own status, words and header,
  // so has the code of the second step, and a failure of ours is no wrong password.
  if (failure !== undefined && !(failure instanceof AppError && failure.reason === "credentials_wrong")) throw failure;
  if (signedIn) rememberLocale(request, answer, signedIn.locale);
  return answer;
}

/** In a browser that never chose a language, the person's own one. */
function rememberLocale(request: Request, answer: Response, locale: string): void {
  const chosen = readCookies(request.headers.get("cookie")).get(LOCALE_COOKIE);
  if (!isLocale(chosen) && isLocale(locale)) answer.headers.append("set-cookie", localeCookie(locale, isSecure()));
}
