import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Language = "ru" | "en";

/** Chooses between the two languages of the simulator. */
export type Say = (ru: string, en: string) => string;

export function sayIn(language: Language): Say {
  return (ru, en) => (language === "ru" ? ru : en);
}

export interface LayoutOptions {
  basePath: string;
  language: Language;
  title: string;
  wide?: boolean;
  /** Leaves for this address after a second. */
  refreshTo?: string;
}

export function layout(options: LayoutOptions, body: Html): Html {
  const say = sayIn(options.language);
  const { basePath, refreshTo } = options;
  return html`<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refreshTo === undefined ? "" : html`<meta http-equiv="refresh" content="1; url=${refreshTo}">`}
<title>${options.title}</title>
<link rel="icon" href="${basePath}/assets/icon.svg">
<link rel="stylesheet" href="${basePath}/assets/style.css">
<script src="${basePath}/assets/countdown.js" defer></script>
</head>
<body>
<header class="mark">${say("Тренажёр банка: деньги не списываются, настоящие карты вводить нельзя", "Bank simulator: no money moves, never enter a real card")}</header>
<main class="${options.wide === true ? "wide" : ""}">
${body}
</main>
</body>
</html>`;
}

const GROUP = " ";

/** Kopecks for people: 150000 → `1 500,00 ₽`. */
export function roubles(kopecks: number, language: Language): string {
  const whole = String(Math.trunc(kopecks / 100)).replaceAll(/\B(?=(\d{3})+$)/g, language === "ru" ? GROUP : ",");
  return `${whole}${language === "ru" ? "," : "."}${String(kopecks % 100).padStart(2, "0")} ₽`;
}
