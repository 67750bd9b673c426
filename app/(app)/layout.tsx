import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { AppFrame } from "#components/shell/app-frame.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { env } from "#lib/env.ts";

/** Around every page that needs a session. Pages ask for the actor themselves too: a layout is not drawn again on each visit. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const { email, timeZone } = await pageActor();
  const offer = env().sandboxOffer;
  const sandbox = offer && { crmPageUrl: offer.crmPageUrl, bankPageUrl: offer.bankPageUrl };
  // Words for payers and for the CRM are never drawn in a browser of ours, and help is drawn on the server.
  const { auth: _auth, crm: _crm, help: _help, links: _links, ...messages } = await getMessages();
  return (
    <NextIntlClientProvider messages={messages} timeZone={timeZone}>
      <AppFrame email={email} sandbox={sandbox}>
        {children}
      </AppFrame>
    </NextIntlClientProvider>
  );
}
