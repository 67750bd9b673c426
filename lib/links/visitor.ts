import { isbot } from "isbot";

/** Fetchers of link previews, and pieces by which they betray themselves. */
const previewers =
  /TelegramBot|^WhatsApp\/|vkShare|facebookexternalhit|facebookcatalog|Facebot|Twitterbot|Slackbot|Slack-ImgProxy|SkypeUriPreview|Discordbot|LinkedInBot|OdklBot|Iframely|redditbot|Applebot|^Viber|^Signal|MaxLinkPreview|Google-PageRenderer/i;

/** A name that says "robot": only then is the long list of known ones asked. */
const robotWord = /bot\b|bots\b|crawl|spider|preview|slurp|unfurl|linkcheck|facebook|embed/i;

/** A browser inside a messenger: a phone or desktop engine with the messenger's name behind it. */
const inAppBrowser = /^Mozilla\/5\.0 \((?:Linux; (?:U; )?Android|iPhone|iPad|Windows NT|Macintosh)[^)]*\) ?AppleWebKit\//;
/** Cubot makes phones. */
const robotInBrowserClothes = /[a-z](?<!\bcu)bot\b|\bbot\/|crawler|spider|externalhit|linkpreview/i;

/**
 * Is this a robot that only wants a preview? It must never touch the bank. When in doubt it is a person: a payer who
 * cannot pay is worse than a preview too many, so a plain tool and an empty user agent are persons.
 */
export function isPreviewRobot(userAgent: string | null): boolean {
  if (!userAgent) return false;
  if (inAppBrowser.test(userAgent)) return robotInBrowserClothes.test(userAgent);
  return previewers.test(userAgent) || (robotWord.test(userAgent) && isbot(userAgent));
}
