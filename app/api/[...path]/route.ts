import { AppError } from "#lib/errors.ts";
import { route } from "#lib/http/route.ts";

/** Whoever mistypes an address of the API is told so in its own form, not by a page. */
const missing = route(() => Promise.reject(new AppError("not_found")));

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
