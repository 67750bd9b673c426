import { AppError } from "#lib/errors.ts";
import { errorText } from "#lib/i18n/error-text.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { log } from "#lib/log.ts";
import { maskedPath } from "./masked-path.ts";

export interface RouteContext<P extends Record<string, string> = Record<string, string>> {
  params: Promise<P>;
}

export type Handler<P extends Record<string, string> = Record<string, string>> = (
  request: Request,
  context: RouteContext<P>,
) => Promise<Response>;

type Shape = (error: AppError | null, request: Request) => Response | Promise<Response>;

async function answer<P extends Record<string, string>>(handler: Handler<P>, shape: Shape, request: Request, context: RouteContext<P>): Promise<Response> {
  try {
    return await handler(request, context);
  } catch (error) {
    if (error instanceof AppError) return await shape(error, request);
    log.error({ error, path: maskedPath(new URL(request.url).pathname) }, "unhandled");
    return await shape(null, request);
  }
}

/** Payments, people and one-time codes: nothing of it is to lie about in a cache, unless a handler says so. */
function keepOutOfCaches(response: Response): Response {
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

/** Turns what a handler throws into an answer; `shape` gives each audience its own body. */
export const routeWith =
  (shape: Shape) =>
  <P extends Record<string, string>>(handler: Handler<P>): Handler<P> =>
  async (request, context) =>
    keepOutOfCaches(await answer(handler, shape, request, context));

/** The JSON API of the web UI: `{"error":{code, message, fields}}` in the reader's language. */
export const route = routeWith((error, request) => {
  const locale = requestLocale(request);
  if (!error) return Response.json({ error: { code: "internal", message: errorText(locale, "internal") } }, { status: 500 });
  const headers = error.retryAfterSeconds === undefined ? undefined : { "retry-after": String(error.retryAfterSeconds) };
  const fields = error.fields && translateFields(locale, error.fields);
  return Response.json(
    { error: { code: error.code, message: error.words?.(locale) ?? errorText(locale, error.reason, error.params), ...(fields && { fields }) } },
    { status: error.status, ...(headers && { headers }) },
  );
});

const translateFields = (locale: string, fields: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(fields).map(([name, keys]) => [name, keys.map((key) => errorText(locale, key))]));
