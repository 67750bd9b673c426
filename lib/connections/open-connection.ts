import type { Connection } from "#lib/generated/prisma/client.ts";
import { seal, unseal } from "#lib/secrets.ts";
import { crmClient } from "#lib/retailcrm/client.ts";
import type { CrmClient, CrmClientOptions } from "#lib/retailcrm/crm-client.ts";
import { crmTurn } from "./crm-turn.ts";

const place = (id: string) => ({ field: "Connection.apiKey", id });

/** A tail says which key it is; of a short key it would say too much. */
const tailOf = (apiKey: string): string => (apiKey.length >= 12 ? apiKey.slice(-4) : "");

export const keyColumns = (connectionId: string, apiKey: string): Pick<Connection, "sealedApiKey" | "apiKeyTail"> => ({
  sealedApiKey: seal(apiKey, place(connectionId)),
  apiKeyTail: tailOf(apiKey),
});

export const apiKeyOf = ({ id, sealedApiKey }: Pick<Connection, "id" | "sealedApiKey">): string => unseal(sealedApiKey, place(id));

/** RetailCRM's API with the key of this connection. */
export const crmOf = (
  connection: Pick<Connection, "id" | "sealedApiKey" | "systemUrl">,
  options: Omit<CrmClientOptions, "turn"> = {},
): CrmClient =>
  crmClient(
    { systemUrl: connection.systemUrl, apiKey: apiKeyOf(connection) },
    { ...options, turn: (patienceMs) => crmTurn(connection.id, patienceMs) },
  );
