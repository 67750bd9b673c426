import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { PATH_HEADER } from "#lib/http/page-headers.ts";
import { readCookies } from "#lib/http/read-cookies.ts";
import { findActor, type UserActor } from "./find-actor.ts";
import { ownLocation } from "./own-location.ts";
import { returnPath } from "./return-path.ts";

/** The person behind a page, looked up once per rendering; null when nobody is signed in. */
export const findPageActor = cache(
  async (): Promise<UserActor | null> => findActor(readCookies((await headers()).get("cookie"))),
);

/** The person behind a page; anybody else is sent to sign in and comes back here afterwards. */
export async function pageActor(): Promise<UserActor> {
  const actor = await findPageActor();
  if (actor) return actor;
  const path = returnPath((await headers()).get(PATH_HEADER));
  redirect(ownLocation(path === "/" ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(path)}`));
}
