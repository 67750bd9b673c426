import { env } from "#lib/env.ts";

/** The link a payer gets. */
export const shortUrl = (slug: string): string => `${env().shortUrl}/p/${slug}`;
