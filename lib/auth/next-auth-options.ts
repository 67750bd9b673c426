import type { NextAuthOptions, User } from "next-auth";
import credentialsModule from "next-auth/providers/credentials";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { findSessionActor } from "./find-actor.ts";
import { returnPath } from "./return-path.ts";
import { revokeSession } from "./revoke-session.ts";
import { isSecure, sessionCookieName } from "./session-cookie.ts";
import { ABSOLUTE_SECONDS } from "./session-state.ts";
import { unwrapModule } from "./unwrap-module.ts";

const CredentialsProvider = unwrapModule(credentialsModule);

/** What `authorize` hands on to the `jwt` callback. */
interface AuthorizedUser extends User {
  sessionId: string;
}

type Authorize = (credentials: Record<string, string> | undefined) => Promise<AuthorizedUser | null>;

/** next-auth for one request. The cookie's token carries nothing but the ids of the user and of the session row. */
export function nextAuthOptions(authorize: Authorize): NextAuthOptions {
  const { publicUrl, nextauthSecret } = env();
  return {
    secret: nextauthSecret,
    session: { strategy: "jwt", maxAge: ABSOLUTE_SECONDS },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
      },
    },
    pages: { signIn: `${publicUrl}/sign-in`, error: `${publicUrl}/sign-in`, signOut: `${publicUrl}/` },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" }, code: { label: "Code", type: "text" } },
        authorize,
      }),
    ],
    callbacks: {
      redirect: ({ url }) => `${publicUrl}${returnPath(url, publicUrl)}`,
      jwt: async ({ token, user }) => {
        // At sign-in there is a user; later the token is only worth what its session row is worth.
        const given = user as AuthorizedUser | undefined;
        if (given) return { sub: given.id, sid: given.sessionId };
        const actor = typeof token["sid"] === "string" ? await findSessionActor(token["sid"]) : null;
        if (!actor) throw new Error("the session has ended");
        return { ...token, email: actor.email };
      },
      session: ({ session, token }) => ({ ...session, user: { email: token.email ?? null } }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token["sid"] !== "string" || token.sub === undefined) return;
        await revokeSession({ userId: token.sub }, token["sid"]);
      },
    },
    logger: {
      // Ended sessions and foreign cookies are everyday events here, and reach us as errors.
      error: (code) => {
        log.debug({ code }, "next-auth");
      },
      warn: (code) => {
        log.debug({ code }, "next-auth");
      },
      debug: () => undefined,
    },
  };
}
