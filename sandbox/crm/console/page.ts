/** Frame of every page, and what pages need to know about the visitor. */
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import type { CrmContext } from "../api/pipeline.ts";
import type { CrmControl } from "../control/control.ts";
import type { Store } from "../state/store.ts";
import { roublesNumber } from "../money.ts";
import type { Flashes, Flash } from "./flash.ts";
import { en } from "./texts-en.ts";
import { ru, type Texts } from "./texts-ru.ts";

export type Language = "ru" | "en";
export type Html = ReturnType<typeof html>;

export interface Console {
  store: Store;
  control: CrmControl;
  flashes: Flashes;
  /** Path of the public address, without a trailing slash. */
  base: string;
}

export interface Visit extends Console {
  c: CrmContext;
  language: Language;
  t: Texts;
}

export function visit(console: Console, c: CrmContext): Visit {
  const asked = c.req.query("lang");
  if (asked === "ru" || asked === "en")
    setCookie(c, "crm_lang", asked, { path: `${console.base}/`, sameSite: "Lax", httpOnly: true, maxAge: 31_536_000 });
  const language = asked === "en" || (asked !== "ru" && getCookie(c, "crm_lang") === "en") ? "en" : "ru";
  return { ...console, c, language, t: language === "en" ? en : ru };
}

export interface PageOptions {
  title: string;
  /** Path of the menu entry this page belongs to. */
  section: string;
  body: unknown;
  /** Reload when this address answers another version. */
  watch?: { url: string; version: string };
  status?: 200 | 400 | 403 | 404;
}

const menu = [
  ["/", "navOrders"],
  ["/admin/integration/list", "navModules"],
  ["/admin/payment-types", "navPaymentTypes"],
  ["/admin/api-keys", "navKeys"],
  ["/log", "navLog"],
  ["/trials", "navTrials"],
] as const;

export async function page(v: Visit, options: PageOptions): Promise<Response> {
  const { t, base, language } = v;
  const here = `${base}${v.c.req.path}`;
  const flash = v.flashes.take(v.c.req.query("flash"));
  const watch = options.watch
    ? html`data-watch="${base}${options.watch.url}" data-version="${options.watch.version}"`
    : "";
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${options.title} · ${t.brand}</title>
        <link rel="stylesheet" href="${base}/assets/console.css" />
        <link rel="icon" href="data:," />
        <script src="${base}/assets/console.js" defer></script>
      </head>
      <body ${watch} data-copied="${t.copied}">
        <a class="skip" href="#main">${t.skip}</a>
        <header>
          <div class="brand"><a href="${base}/">${t.brand}</a><small>${t.brandNote}</small></div>
          <a
            class="language"
            href="${here}?lang=${language === "ru" ? "en" : "ru"}"
            hreflang="${language === "ru" ? "en" : "ru"}"
            >${t.switchLanguage}</a
          >
          <nav>
            ${menu.map(([path, label]) => html`<a href="${base}${path}" ${path === options.section ? html`aria-current="page"` : ""}>${t[label]}</a>`)}
          </nav>
        </header>
        <main id="main">${flash ? flashBox(flash) : ""} ${options.body}</main>
      </body>
    </html>`;
  return v.c.html(await document, options.status ?? 200);
}

function flashBox(flash: Flash): Html {
  return html`<p class="flash ${flash.tone}" role="${flash.tone === "bad" ? "alert" : "status"}">${flash.text}</p>`;
}

export function money(v: Visit, kopecks: number, currency = "RUB"): string {
  return new Intl.NumberFormat(v.language, { style: "currency", currency }).format(roublesNumber(kopecks));
}

export function moment(v: Visit, iso: string): string {
  return new Intl.DateTimeFormat(v.language, {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: v.store.state.settings.timezone,
  }).format(new Date(iso));
}

/** Text with a button that copies it. */
export function copyable(v: Visit, text: string): Html {
  return html`<span class="copyable"
    ><code>${text}</code><button type="button" class="small" data-copy="${text}" hidden>${v.t.copy}</button></span
  >`;
}
