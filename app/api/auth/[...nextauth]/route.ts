import { handleAuth } from "#lib/auth/handle-auth.ts";
import { type Handler, route } from "#lib/http/route.ts";

/** The path comes from the address itself: a catch-all parameter is a list, which other routes never have. */
const answer: Handler = route((request) => {
  const path = new URL(request.url).pathname.split("/").filter((part) => part !== "");
  return handleAuth(request, path.slice(2));
});

export const GET = answer;
export const POST = answer;
