import { isbot } from "isbot";

/** Fetchers of link previews that a list of crawlers may not know, and pieces that in-app browsers of messengers share with them. */
const previewers = /\b(TelegramBot|WhatsApp\/|vkShare|facebookexternalhit|Facebot|Twitterbot|Slackbot|SkypeUriPreview|Viber\/[\d.]+ ?$|Discordbot|LinkedInBot|OdklBot|Iframely|redditbot|Applebot|Google-PageRenderer|SnapchatAds|pinterest)/i;

/** A browser engine inside a messenger is a person, whatever the messenger writes beside it. */
const inAppBrowser = /Mozilla\/5\.0 \((?:Linux; (?:U; )?Android|iPhone|iPad|Windows NT|Macintosh)[^)]*\).*(?:AppleWebKit|Gecko)/;

/**
 * Is this a robot that only wants a preview? It must never touch the bank. When in doubt it is a person: a payer who
 * cannot pay is worse than a preview too many, so an empty user agent is a person.
 */
export function isPreviewRobot(userAgent: string | null): boolean {
  if (!userAgent) return false;
  if (inAppBrowser.test(userAgent) && !/bot\b|crawler|spider|preview|facebookexternalhit/i.test(userAgent)) return false;
  return previewers.test(userAgent) || isbot(userAgent);
}
