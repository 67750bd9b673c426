import { AppError, type FieldErrors, ProviderError } from "#lib/errors.ts";
import { maskedPath } from "#lib/http/masked-path.ts";
import type { RouteContext } from "#lib/http/route.ts";
import { errorText } from "#lib/i18n/error-text.ts";
import { defaultLocale } from "#lib/i18n/locales.ts";
import { log } from "#lib/log.ts";
import { writeCrmJson } from "./crm-json.ts";

/**
 * Answers to the CRM: always JSON with `success`. What went wrong stands in `errorMsg`, which the manager reads
 * (protocols: retailcrm 4), so it is in the language of the account and names the field in words.
 */

export interface CallbackLanguage {
  /** Called as soon as the account is known: errors after that are in its language. Russian before. */
  use(account: { locale: string }): void;
}

/**
 * Members of the answer beside `success:true`. Sums must be made by `jsonRoubles`:
 * a bare bigint would be written as so many roubles.
 */
type CallbackReply = Readonly<Record<string, unknown>>;

type CallbackHandler<P extends Record<string, string>> = (
  request: Request,
  language: CallbackLanguage,
  context: RouteContext<P>,
) => Promise<CallbackReply>;

const json = (body: CallbackReply, status: number): Response =>
  new Response(writeCrmJson(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });

const named = new Set([
  "amount", "approve", "cancel", "clientId", "create", "currency", "customer", "invoiceType", "invoiceUuid", "items",
  "orderId", "orderNumber", "paymentId", "refund", "register", "returnUrl", "shopId", "siteUrl", "systemUrl", "apiKey",
  "token", "activity", "settings", "name", "price", "quantity",
]);

/** "items.2.price" → "Товар 3, цена (items.2.price)" */
function fieldName(locale: string, path: string): string {
  const words = path.split(".").map((part) => {
    if (/^\d+$/.test(part)) return String(Number(part) + 1);
    return named.has(part) ? errorText(locale, `crm.fields.${part}`) : part;
  });
  const title = words.join(" ");
  return title === path ? path : `${title} (${path})`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function fieldWords(locale: string, fields: FieldErrors): string {
  const lines = Object.entries(fields).flatMap(([path, keys]) =>
    keys.map((key) => (path === "" ? errorText(locale, key) : `${fieldName(locale, path)}: ${lowerFirst(errorText(locale, key))}`)),
  );
  return lines.slice(0, 5).join("; ");
}

/** What the manager reads. */
function errorMessage(locale: string, error: AppError): string {
  const fields = error.fields ? fieldWords(locale, error.fields) : "";
  if (fields !== "") return fields;
  return error.words?.(locale) ?? errorText(locale, error.reason, error.params);
}

function failure(error: unknown, locale: string, path: string): Response {
  if (error instanceof AppError) {
    return json({ success: false, errorMsg: errorMessage(locale, error) }, error.code === "unauthenticated" ? 401 : 400);
  }
  if (error instanceof ProviderError) {
    log.warn({ error, path }, "a callback failed at another system");
    return json({ success: false, errorMsg: errorText(locale, "unavailable") }, 400);
  }
  log.error({ error, path }, "unhandled");
  return json({ success: false, errorMsg: errorText(locale, "internal") }, 500);
}

/** Wraps the handler of a callback: success with 200; 400 for refusals, 401 for a bad token, 500 for a crash of ours. */
export const callbackRoute =
  <P extends Record<string, string> = Record<string, string>>(handler: CallbackHandler<P>) =>
  async (request: Request, context: RouteContext<P>): Promise<Response> => {
    let locale: string = defaultLocale;
    const language: CallbackLanguage = {
      use: (account) => {
        locale = account.locale;
      },
    };
    try {
      return json({ success: true, ...(await handler(request, language, context)) }, 200);
    } catch (error) {
      return failure(error, locale, maskedPath(new URL(request.url).pathname));
    }
  };
