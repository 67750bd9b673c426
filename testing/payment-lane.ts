/**
 * A world of its own for one payment, beside others in the same process: a bank login with its own faults and settings,
 * a shop and an account, so that many programs can run at once without being in each other's way.
 */
import { bank, crm, crmUrl, hubUrl } from "./rehearsal.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";
import { keyColumns } from "#lib/connections/open-connection.ts";
import { registerModule } from "#lib/connections/register-module.ts";
import { db } from "#lib/db.ts";
import { newUuid, randomBase62 } from "#lib/ids.ts";
import { seal } from "#lib/secrets.ts";
import { passwordPlace } from "#lib/syncs/open-sync.ts";

export interface Lane {
  login: string;
  moduleCode: string;
  shopCode: string;
  uuid: string | null;
  link: string | null;
  order: number | null;
  /** Bank orders whose form somebody has. */
  forms: string[];
}

const password = "Lane*1";

/** Accounts are told apart by their module code: the simulator has one account. */
export async function openLane(index: number, confirmation: "auto" | "manual"): Promise<Lane> {
  const [connectionId, syncId] = [newUuid(), newUuid()];
  const lane = { login: `r-lane${String(index)}-api`, moduleCode: `alfabank-l${String(index)}`, shopCode: `shp-lane${String(index)}` };
  const account = { systemUrl: crmUrl, name: "Магазин", integrationCode: "alfabank", registrationVersion: 1 };
  await db.connection.create({
    data: { id: connectionId, ...account, moduleCode: lane.moduleCode, ...keyColumns(connectionId, sandboxAccount.apiKey) },
  });
  const sync = await db.sync.create({
    data: {
      id: syncId,
      connectionId,
      name: "Касса",
      shopCode: lane.shopCode,
      environment: "test",
      login: lane.login,
      sealedPassword: seal(password, passwordPlace(syncId)),
      syncKey: randomBase62(40),
      confirmation,
      taxSystem: 0,
    },
  });
  await registerModule(connectionId);
  await bank.addMerchant({ login: lane.login, password, callback: { url: `${hubUrl}/api/alfabank/callback/${sync.syncKey}` } });
  return { ...lane, uuid: null, link: null, order: null, forms: [] };
}

/** Ready for the next program: a bank that behaves, a payment that is forgotten. */
export async function clearLane(lane: Lane): Promise<void> {
  const { callback } = await bank.merchant(lane.login);
  await bank.addMerchant({ login: lane.login, password, callback: { url: callback.url } });
  Object.assign(lane, { uuid: null, link: null, order: null, forms: [] });
}

/** Nothing on the bank's side stands in the way of the truth any longer. */
export async function endTroubles(lane: Lane): Promise<void> {
  await bank.editMerchant(lane.login, { callback: { lose: 0, copies: 1, reorder: 0 } });
  await bank.releaseCallbacks(lane.login);
}

export const issueIn = async (lane: Lane, sum: string): Promise<void> => {
  const order = crm.createOrder({ items: [{ name: "Чай", price: sum }] });
  const issued = await crm.issueInvoice({ order: order.id, shopCode: lane.shopCode, module: lane.moduleCode });
  Object.assign(lane, { order: order.id, uuid: issued.invoice?.uuid ?? null, link: issued.link });
};
