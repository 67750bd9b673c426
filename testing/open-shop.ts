import { type BankControl, sandboxMerchant } from "#sandbox/bank/index.ts";
import { sandboxAccount } from "#sandbox/crm/index.ts";

export interface Shop {
  connectionId: string;
  syncId: string;
  shopCode: string;
  syncKey: string;
  clientId: string;
}

export interface ShopOptions {
  confirmation?: "auto" | "manual";
  callbackToken?: string;
}

/** The simulators around a hub, and its own address. */
export interface Place {
  readonly bank: Pick<BankControl, "editMerchant">;
  readonly crmUrl: string;
  readonly hubUrl: string;
}

/**
 * A RetailCRM account with one shop, registered in the CRM and with the bank's notifications pointing at it. Loads the
 * product's modules only when called: whoever calls it decides the environment.
 */
export async function openShopAt({ bank, crmUrl, hubUrl }: Place, { confirmation = "auto", callbackToken }: ShopOptions = {}): Promise<Shop> {
  const { db } = await import("#lib/db.ts");
  const { newUuid, randomBase62 } = await import("#lib/ids.ts");
  const { seal } = await import("#lib/secrets.ts");
  const { keyColumns } = await import("#lib/connections/open-connection.ts");
  const { callbackTokenPlace, passwordPlace } = await import("#lib/syncs/open-sync.ts");
  const { registerModule } = await import("#lib/connections/register-module.ts");
  const connectionId = newUuid();
  const syncId = newUuid();
  const connection = await db.connection.create({
    data: {
      id: connectionId,
      systemUrl: crmUrl,
      name: "Тестовый магазин",
      moduleCode: "alfabank",
      integrationCode: "alfabank",
      registrationVersion: 1,
      ...keyColumns(connectionId, sandboxAccount.apiKey),
    },
  });
  const sync = await db.sync.create({
    data: {
      id: syncId,
      connectionId,
      name: "Основной",
      shopCode: "shp-test01",
      environment: "test",
      login: sandboxMerchant.login,
      sealedPassword: seal(sandboxMerchant.password, passwordPlace(syncId)),
      sealedCallbackToken: callbackToken === undefined ? null : seal(callbackToken, callbackTokenPlace(syncId)),
      syncKey: randomBase62(40),
      confirmation,
      taxSystem: 0,
    },
  });
  await registerModule(connectionId);
  await bank.editMerchant(sandboxMerchant.login, {
    callback: {
      url: `${hubUrl}/api/alfabank/callback/${sync.syncKey}`,
      ...(callbackToken !== undefined && { signing: "symmetric" as const, key: callbackToken }),
    },
  });
  return { connectionId, syncId, shopCode: sync.shopCode, syncKey: sync.syncKey, clientId: connection.clientId };
}
