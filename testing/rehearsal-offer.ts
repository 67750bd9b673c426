/** Tells the hub of the simulators of `rehearsal.ts` as the server does: import it right after that, before anything of lib. */
import { sandboxMerchant } from "#sandbox/bank/index.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { crmUrl } from "./rehearsal.ts";

const restUrl = process.env["ALFABANK_TEST_URL"] ?? "";
const { origin, host } = new URL(restUrl);

process.env["HUB_SANDBOX"] = JSON.stringify({
  bankUrl: restUrl,
  bankPageHosts: [host],
  bankLogin: sandboxMerchant.login,
  bankPassword: sandboxMerchant.password,
  crmUrl,
  crmApiKey: sandboxAccount.apiKey,
  crmPageUrl: crmUrl,
  bankPageUrl: origin,
  control: { bankUrl: `${origin}/control`, crmUrl: `${crmUrl}/control` },
});
