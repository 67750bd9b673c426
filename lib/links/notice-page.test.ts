import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type NoticePage, noticePage, noticeResponse } from "./notice-page.ts";
import { buttonWords, noticeWords, type PageWord } from "./notice-words.ts";

const words: PageWord[] = [
  "paid", "refunded", "canceled", "off", "expired", "unknown", "busy", "refused", "unreachable", "processing", "waiting", "unpaid", "preview",
];

const shop = { name: "shop.example.ru", amount: 199_990n, currency: "RUB", isTest: false };
const page = (given: Partial<NoticePage> = {}): string => noticePage({ word: "unpaid", locale: "ru", shop, ...given });

const hostile = `"><script>alert('1')</script><img src=x onerror=alert(1)>&'`;

describe("noticePage", () => {
  it("S10 a hostile name of a shop is only text", () => {
    const html = page({ shop: { ...shop, name: hostile } });
    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(html).toContain("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
  });

  it("hostile addresses stay inside their attribute", () => {
    const html = page({ againUrl: `/p/x${hostile}`, backUrl: `https://shop.example/?q=${hostile}` });
    expect(html).not.toMatch(/<script|<img/);
    expect(html.match(/<a /g)).toHaveLength(2);
    expect(html.match(/href="[^"<>]*"/g)).toHaveLength(2);
  });

  it("shows shop and sum, or neither", () => {
    expect(page().replaceAll(/\p{Zs}/gu, " ")).toContain("1 999,90 ₽");
    expect(page({ shop: { ...shop, amount: null } })).not.toContain("₽");
    expect(page({ shop: null })).not.toContain("<dl>");
  });

  it("says that a test takes no real money", () => {
    expect(page({ shop: { ...shop, isTest: true } })).toContain(buttonWords("ru").test);
    expect(page()).not.toContain(buttonWords("ru").test);
  });

  it("refreshes itself only where told", () => {
    expect(page({ refreshSeconds: 4 })).toContain('<meta http-equiv="refresh" content="4">');
    expect(page()).not.toContain("http-equiv");
  });

  it.each(words)("has words for %s in both languages, and is small", (word) => {
    for (const locale of ["ru", "en"]) {
      const html = page({ word, locale });
      const { title, text } = noticeWords(word, locale);
      expect(html).toContain(`<h1>${title}</h1>`);
      expect(html).toContain(text.replaceAll("'", "&#39;"));
      expect(html).toContain(`<html lang="${locale}">`);
      expect(/[а-яё]/i.test(title + text)).toBe(locale === "ru");
      expect(Buffer.byteLength(html)).toBeLessThan(4_000);
    }
  });

  it("an unknown language falls back to Russian and cannot break out of the tag", () => {
    expect(page({ locale: `en"><script>` })).toContain('<html lang="ru">');
  });

  it("unclear outcomes are never told as success or failure", () => {
    for (const locale of ["ru", "en"]) {
      for (const word of ["processing", "waiting"] as const) {
        const { title, text } = noticeWords(word, locale);
        expect(title + text).not.toMatch(/не прошла|отказ|списан|did not go through|declined|failed/i);
      }
    }
  });
});

describe("noticeResponse", () => {
  it("allows nothing but its own style, and is neither kept nor indexed nor framed", async () => {
    const response = await noticeResponse({ word: "paid", locale: "en", shop }, 200);
    const html = await response.text();
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(response.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-robots-tag")).toContain("noindex");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(html).not.toMatch(/<script|style="| on\w+=/);
  });

  it("has the status that was given", async () => {
    expect((await noticeResponse({ word: "unknown", locale: "ru", shop: null }, 404)).status).toBe(404);
  });
});
