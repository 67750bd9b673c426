import { env } from "#lib/env.ts";
import type { SyncWithConnection } from "#lib/syncs/sync-view.ts";
import { type BankPartner, bankPartner } from "./bank-partner.ts";
import { type CrmPartner, crmPartner } from "./crm-partner.ts";
import type { DrillsObstacle } from "./drill-view.ts";

/** Whom a sync can rehearse with. */
export interface DrillPlace {
  bank: BankPartner;
  /** null: the account is not the built-in RetailCRM. */
  crm: CrmPartner | null;
}

const sameHost = (left: string, right: string): boolean => URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin;

export function drillPlace(sync: SyncWithConnection): DrillPlace | DrillsObstacle {
  const offer = env().sandboxOffer;
  if (!offer?.control) return "sandbox_off";
  if (!sync.enabled) return "shop_off";
  const builtIn = sameHost(sync.connection.systemUrl, offer.crmUrl);
  return {
    bank: bankPartner(offer.control.bankUrl, sync.login),
    crm: builtIn ? crmPartner(offer.control.crmUrl) : null,
  };
}
