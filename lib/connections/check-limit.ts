import type { RateLimit } from "#lib/http/rate-limit.ts";

/** Per person: enough to try keys and permissions, too few to try addresses with our server. */
export const crmAccountChecks: RateLimit = { name: "crm-account-checks", points: 20, seconds: 60 };
