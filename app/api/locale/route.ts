import { localeInput } from "#lib/auth/account-schema.ts";
import { findActor } from "#lib/auth/find-actor.ts";
import { isSecure } from "#lib/auth/session-cookie.ts";
import { updatePreferences } from "#lib/auth/update-preferences.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { readCookies } from "#lib/http/read-cookies.ts";
import { route } from "#lib/http/route.ts";
import { localeCookie } from "#lib/i18n/locale-cookie.ts";

/** The language of the pages: for anybody in a cookie, for people with an account in the account as well. */
export const PUT = route(async (request) => {
  assertSameOrigin(request);
  const { locale } = parseInput(localeInput, await readJson(request));
  const actor = await findActor(readCookies(request.headers.get("cookie")));
  if (actor) await updatePreferences(actor, { locale });
  return Response.json({ locale }, { headers: { "set-cookie": localeCookie(locale, isSecure()) } });
});
