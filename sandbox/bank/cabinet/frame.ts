import type { Context } from "hono";
import { html } from "hono/html";
import { getCookie, setCookie } from "hono/cookie";
import { moscowText } from "../core/clock.ts";
import type { Engine } from "../core/engine.ts";
import { type Html, type Language, layout, type Say, sayIn } from "../pages/layout.ts";

/** What every cabinet page is drawn with. */
export interface Frame {
  engine: Engine;
  language: Language;
  say: Say;
  /** Path inside the bank → path in the browser. */
  link: (path: string) => string;
}

const COOKIE = "bank_language";

/** `?lang=` chooses the language and is remembered. */
export function frameOf(engine: Engine, c: Context): Frame {
  const asked = c.req.query("lang");
  if (asked === "ru" || asked === "en") {
    setCookie(c, COOKIE, asked, { path: engine.basePath === "" ? "/" : engine.basePath, sameSite: "Lax", httpOnly: true });
  }
  const language: Language = (asked ?? getCookie(c, COOKIE)) === "en" ? "en" : "ru";
  return { engine, language, say: sayIn(language), link: (path) => `${engine.basePath}${path}` };
}

const SECTIONS: readonly (readonly [path: string, ru: string, en: string])[] = [
  ["/", "Обзор", "Overview"],
  ["/orders", "Заказы", "Orders"],
  ["/callbacks", "Уведомления", "Notifications"],
  ["/faults", "Сбои", "Failures"],
  ["/requests", "Запросы", "Requests"],
];

/** @param here section the page belongs to */
export function cabinetPage(frame: Frame, here: string, title: string, body: Html): Html {
  const { engine, language, say, link } = frame;
  const other = language === "ru" ? "en" : "ru";
  const whole = html`<nav class="top" aria-label="${say("Разделы", "Sections")}">
  ${SECTIONS.map(([path, ru, en]) => html`<a href="${link(path)}" ${path === here ? html`aria-current="page"` : ""}>${say(ru, en)}</a>`)}
  <a href="${link(here)}?lang=${other}" lang="${other}">${other === "en" ? "English" : "Русский"}</a>
  <span class="soft">${say("Часы банка", "Bank clock")}: <span class="mono">${moscowText(engine.clock.now())}</span> ${say("МСК", "MSK")}</span>
</nav>
<h1>${title}</h1>
${body}`;
  return layout({ basePath: engine.basePath, language, title: `${title} · ${say("тренажёр банка", "bank simulator")}`, wide: true }, whole);
}

export function flash(frame: Frame, done: string | undefined, error?: string): Html {
  if (error !== undefined) return html`<div class="note bad" role="alert">${error}</div>`;
  return done === undefined ? html`` : html`<div class="note good" role="status">${frame.say("Сделано", "Done")}</div>`;
}
