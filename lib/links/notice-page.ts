import { formatMoney } from "#lib/money.ts";
import { buttonWords, noticeWords, type PageWord } from "./notice-words.ts";

export interface NoticePage {
  word: PageWord;
  locale: string;
  /** What strangers may see: the shop's name and the sum; null for an unknown link. */
  shop: { name: string; amount: bigint | null; currency: string; isTest: boolean } | null;
  /** Address to open the payment again. */
  againUrl?: string;
  backUrl?: string | null;
  refreshSeconds?: number;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

const style = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--ink:#1b1f24;--soft:#5c6670;--line:#dfe3e8;--act:#1f5fbf;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1e2328;--ink:#eceff2;--soft:#a3adb7;--line:#333a41;--act:#7fb0ff;--on:#10151c}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--bg);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{width:100%;max-width:420px;padding:32px 24px;background:var(--card);border:1px solid var(--line);border-radius:16px;text-align:center}
h1{margin:0 0 8px;font-size:24px;line-height:1.25}
p{margin:0;color:var(--soft)}
dl{margin:24px 0 0;padding:16px 0 0;border-top:1px solid var(--line)}
dt{color:var(--soft);overflow-wrap:anywhere}
dd{margin:4px 0 0;font-size:22px;font-weight:600;font-variant-numeric:tabular-nums}
a{display:block;margin-top:16px;padding:12px 16px;border-radius:10px;color:var(--act);text-decoration:none;border:1px solid var(--line)}
a.main{background:var(--act);border-color:var(--act);color:var(--on);font-weight:600}
a:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.test{margin-top:16px;font-size:14px}`;

const link = (href: string, words: string, kind = ""): string => `<a class="${kind}" href="${escape(href)}" rel="noreferrer">${escape(words)}</a>`;

/** A page for the payer: no script, no personal data, a few kilobytes, fit for a phone. */
export function noticePage({ word, locale, shop, againUrl, backUrl, refreshSeconds }: NoticePage): string {
  const language = locale === "en" ? "en" : "ru";
  const { title, text } = noticeWords(word, language);
  const buttons = buttonWords(language);
  const sum = shop && shop.amount !== null ? `<dd>${escape(formatMoney(shop.amount, shop.currency, language))}</dd>` : "";
  const parts = [
    `<h1>${escape(title)}</h1><p role="status">${escape(text)}</p>`,
    shop ? `<dl><dt>${escape(shop.name)}</dt>${sum}</dl>` : "",
    shop?.isTest ? `<p class="test">${escape(buttons.test)}</p>` : "",
    againUrl ? link(againUrl, buttons.again, "main") : "",
    backUrl ? link(backUrl, buttons.shop) : "",
  ];
  const refresh = refreshSeconds === undefined ? "" : `<meta http-equiv="refresh" content="${String(refreshSeconds)}">`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">${refresh}<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${escape(title)}</title><style>${style}</style></head><body><main>${parts.join("")}</main></body></html>`;
}

/** Hash of the only style, so that the page needs no "unsafe-inline". */
const policy = async (): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
  return `default-src 'none'; style-src 'sha256-${Buffer.from(digest).toString("base64")}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
};

const shared: { policy?: Promise<string> } = {};

export async function noticeResponse(page: NoticePage, status = 200): Promise<Response> {
  return new Response(noticePage(page), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": await (shared.policy ??= policy()),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow",
    },
  });
}
