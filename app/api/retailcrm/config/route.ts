import { moduleSecret } from "#lib/connections/handle-register.ts";
import { env } from "#lib/env.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { requiredScopes } from "#lib/retailcrm/required-scopes.ts";

/** What the CRM's marketplace asks before a one-click connection (protocols: retailcrm 3.1). */
export const GET = callbackRoute(() => {
  moduleSecret();
  return Promise.resolve({ scopes: requiredScopes, registerUrl: `${env().publicUrl}/api/retailcrm/register` });
});
