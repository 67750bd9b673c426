import { newUuid, randomBase62 } from "#lib/ids.ts";
import { db } from "#lib/db.ts";
import { keyColumns } from "#lib/connections/open-connection.ts";
import { registerModule } from "#lib/connections/register-module.ts";
import { seal } from "#lib/secrets.ts";
import { passwordPlace } from "#lib/syncs/open-sync.ts";
import type { Place } from "./place.ts";

export interface ShopAtBank {
  readonly login: string;
  readonly moduleCode: string;
  readonly shopCode: string;
  readonly twoStage: boolean;
  readonly callbackUrl: string;
}

const password = "Torture*1";

/** A connection with a key of its own (the CRM limits each key to ten calls a second) and a shop at the bank. */
async function openShop({ bank, crm, crmUrl, entrance }: Place, index: number): Promise<ShopAtBank> {
  const [connectionId, syncId] = [newUuid(), newUuid()];
  const name = `torture${String(index)}`;
  const shop = { login: `r-${name}-api`, moduleCode: `alfabank-${name}`, shopCode: `shp-${name}`, twoStage: index % 2 === 1 };
  const apiKey = `key-of-${name}-${randomBase62(16)}`;
  crm.createKey({ apiKey, label: name });
  await db.connection.create({
    data: {
      id: connectionId,
      systemUrl: crmUrl,
      name,
      integrationCode: "alfabank",
      moduleCode: shop.moduleCode,
      registrationVersion: 1,
      ...keyColumns(connectionId, apiKey),
    },
  });
  const { syncKey } = await db.sync.create({
    data: {
      id: syncId,
      connectionId,
      name,
      shopCode: shop.shopCode,
      environment: "test",
      login: shop.login,
      sealedPassword: seal(password, passwordPlace(syncId)),
      syncKey: randomBase62(40),
      confirmation: shop.twoStage ? "manual" : "auto",
      taxSystem: 0,
    },
  });
  await registerModule(connectionId);
  const callbackUrl = `${entrance.url}/api/alfabank/callback/${syncKey}`;
  // The protocol tells neither the bank's interval nor its number of tries: here it is impatient and gives up soon.
  await bank.addMerchant({ login: shop.login, password, callback: { url: callbackUrl, retrySecs: 5, mostFailures: 3 } });
  return { ...shop, callbackUrl };
}

export async function openShops(place: Place, count: number): Promise<[ShopAtBank, ...ShopAtBank[]]> {
  const first = await openShop(place, 0);
  const others = await Promise.all(Array.from({ length: count - 1 }, (_, index) => openShop(place, index + 1)));
  return [first, ...others];
}
