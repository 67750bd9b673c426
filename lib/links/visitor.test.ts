import { describe, expect, it } from "vitest";
import { processorMsOf } from "#testing/processor-time.ts";
import { isPreviewRobot } from "./visitor.ts";

const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const android = "Mozilla/5.0 (Linux; Android 14; SM-S911B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36";

describe("C-61 fetchers of previews", () => {
  it.each([
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23",
    "WhatsApp/2.24.20.89 A",
    "WhatsApp/2.2412.50 N",
    "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
    "vkShare",
    "facebookexternalhit/1.1",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    // what Apple's messages send: a browser's name with robots behind it
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "Twitterbot/1.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Mozilla/5.0 (compatible; OdklBot/1.0; +https://ok.ru)",
    "Viber/22.4.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
  ])("%s", (userAgent) => {
    expect(isPreviewRobot(userAgent)).toBe(true);
  });
});

describe("people", () => {
  it.each([
    ["no header", null],
    ["an empty header", ""],
    ["Safari", `${iphone} Version/18.1 Mobile/15E148 Safari/604.1`],
    ["Telegram on a phone", android],
    ["Viber's browser", `${android} Viber/22.4.0.1`],
    ["WhatsApp's browser", `${iphone} Mobile/15E148 WhatsApp/2.24.20`],
    ["VK's browser", `${android} VKAndroidApp/8.100-1`],
    ["Facebook's browser", `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/489.0.0.36.110;FBBV/653]`],
    ["Instagram's browser", `${iphone} Mobile/15E148 Instagram 352.0.0.30.104`],
    ["MAX's browser", `${android} MAX/25.1`],
    ["Odnoklassniki's browser", `${android} OkApp/24`],
    ["Yandex Browser", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 YaBrowser/24.12 Safari/537.36"],
    ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"],
    ["Opera Mini", "Opera/9.80 (J2ME/MIDP; Opera Mini/9 (Compatible; MSIE:9.0; iPhone; BlackBerry9700; AppleWebKit/24.746; U; en) Presto/2.5.25"],
    ["an old phone", "Mozilla/5.0"],
    ["a browser without a window", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/147.0.0.0 Safari/537.36"],
    ["a phone called Cubot", "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"],
    ["an unknown program", "okhttp/4.12.0"],
    ["nonsense", "\u0001 💳 ' OR 1=1 --"],
  ])("%s", (_, userAgent) => {
    expect(isPreviewRobot(userAgent)).toBe(false);
  });
});

it("a very long header is judged with little work", async () => {
  const headers = ["Mozilla/5.0 (".repeat(5_000), `Mozilla/5.0 (iPhone${";".repeat(60_000)}`, "bot".repeat(20_000)];
  // Milliseconds, or minutes where an expression tries every way to match.
  expect(await processorMsOf(() => headers.map(isPreviewRobot))).toBeLessThan(5_000);
});
