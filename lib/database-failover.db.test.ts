import { bank, entrance, isInvoice, issueAndOpen, openShop, secondsUntil } from "#testing/shared-hub.ts";
import { startInstance } from "#testing/instances.ts";
import { openRelay } from "#testing/relay.ts";
import { sayFigure } from "#testing/say-figure.ts";
import { expect, it } from "vitest";

it(
  "R2 the database's address moves to another machine: connections that nobody answers any longer are given up",
  async () => {
    const url = new URL(process.env["DATABASE_URL"] ?? "");
    const relay = await openRelay(Number(url.port));
    url.port = String(relay.port);
    const hub = await startInstance({ DATABASE_URL: url.href });
    entrance.lead([hub.url]);
    try {
      const shop = await openShop();
      const { uuid, mdOrder } = await issueAndOpen(shop);
      const notify = (n: number): Promise<number> =>
        fetch(`${entrance.url}/api/alfabank/callback/${shop.syncKey}?orderNumber=n-${String(n)}&operation=deposited`, { signal: AbortSignal.timeout(60_000) }).then(
          ({ status }) => status,
          () => 0,
        );
      expect(await Promise.all(Array.from({ length: 40 }, (_, n) => notify(n)))).toEqual(Array.from({ length: 40 }, () => 200));
      relay.freeze();
      const frozenAt = performance.now();
      await bank.payAsPayer(mdOrder);
      for (let n = 0; n < 40; n++) void notify(100 + n);
      const stored = await secondsUntil(async () => (await notify(1000)) === 200, "a notification to be stored", { since: frozenAt });
      await bank.sendCallback(mdOrder, "deposited", true);
      const told = await secondsUntil(() => isInvoice(uuid, "succeeded"), "the payment in RetailCRM", { since: frozenAt });
      sayFigure(`R2 dead connections: notifications stored again after ${stored.toFixed(1)} s, the payment in RetailCRM after ${told.toFixed(1)} s`);
    } finally {
      hub.signal("SIGKILL");
      relay.close();
    }
  },
);
