import { AppError } from "#lib/errors.ts";
import { readCookies } from "#lib/http/read-cookies.ts";
import { findActor, type UserActor } from "./find-actor.ts";

export type { UserActor } from "./find-actor.ts";

/** The person behind a request to the JSON API; throws `unauthenticated`. */
export async function readActor(request: Request): Promise<UserActor> {
  const actor = await findActor(readCookies(request.headers.get("cookie")));
  if (!actor) throw new AppError("unauthenticated");
  return actor;
}
