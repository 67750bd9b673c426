import type { Link } from "./find-link.ts";
import type { NoticePage } from "./notice-page.ts";

const hostOf = (url: string | null): string | null => (url && URL.canParse(url) ? new URL(url).hostname : null);

/** What strangers who have the link may know of the payment. */
export const linkShop = (link: Link): NonNullable<NoticePage["shop"]> => ({
  name: hostOf(link.siteUrl) ?? link.sync.name,
  amount: link.amount,
  currency: link.currency,
  isTest: link.sync.environment !== "production",
});

/** Where the payer goes back to: only a web address that the CRM named. */
export function shopUrl({ returnUrl, siteUrl }: Pick<Link, "returnUrl" | "siteUrl">): string | null {
  const named = [returnUrl, siteUrl].find((url) => url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  return named ?? null;
}
