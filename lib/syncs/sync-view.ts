import { registrationView, type RegistrationView } from "#lib/connections/registration-view.ts";
import type { Connection, Sync } from "#lib/generated/prisma/client.ts";
import { shopName } from "#lib/retailcrm/module-description.ts";
import { type FiscalSettings, readFiscal } from "#lib/receipts/fiscal-schema.ts";
import type { Confirmation, Environment, Role } from "#lib/generated/prisma/enums.ts";

type SyncStatus = "active" | "disabled" | "attention";

/** What may be known of a sync outside the server. Never a secret; the notification address is one for all but those who set it up. */
export interface SyncView {
  id: string;
  connectionId: string;
  connectionName: string;
  name: string;
  shopCode: string;
  /** What RetailCRM calls the shop. */
  shopName: string;
  environment: Environment;
  login: string;
  hasPassword: boolean;
  hasCallbackToken: boolean;
  /** A public key, or null: not secret. */
  callbackPublicKey: string | null;
  confirmation: Confirmation;
  taxSystem: number;
  fiscal: FiscalSettings;
  holdHours: number;
  linkDays: number | null;
  enabled: boolean;
  status: SyncStatus;
  /** Where the bank's notifications go; null for viewers. */
  callbackUrl: string | null;
  checkedAt: string | null;
  checkCode: string | null;
  lastNotificationAt: string | null;
  createdAt: string;
  registration: RegistrationView;
  openPayments: number;
  role: Role;
}

export type SyncWithConnection = Sync & { connection: Connection };

export interface SyncReader {
  role: Role;
  locale: string;
  publicUrl: string;
  openPayments: number;
}

const callbackUrl = (publicUrl: string, syncKey: string): string => `${publicUrl}/api/alfabank/callback/${syncKey}`;

function syncStatus({ enabled, checkCode, connection }: SyncWithConnection): SyncStatus {
  if (!enabled) return "disabled";
  const refused = checkCode !== null && checkCode !== "ok";
  const unknownToCrm = connection.registrationError !== null || connection.registrationState === "failed";
  return refused || unknownToCrm ? "attention" : "active";
}

export function syncView(sync: SyncWithConnection, { role, locale, publicUrl, openPayments }: SyncReader): SyncView {
  return {
    id: sync.id,
    connectionId: sync.connectionId,
    connectionName: sync.connection.name,
    name: sync.name,
    shopCode: sync.shopCode,
    shopName: shopName(sync.connection.locale, sync),
    environment: sync.environment,
    login: sync.login,
    hasPassword: sync.sealedPassword !== "",
    hasCallbackToken: sync.sealedCallbackToken !== null,
    callbackPublicKey: sync.callbackPublicKey,
    confirmation: sync.confirmation,
    taxSystem: sync.taxSystem,
    fiscal: readFiscal(sync.fiscal),
    holdHours: sync.holdHours,
    linkDays: sync.linkDays,
    enabled: sync.enabled,
    status: syncStatus(sync),
    callbackUrl: role === "viewer" ? null : callbackUrl(publicUrl, sync.syncKey),
    checkedAt: sync.checkedAt?.toISOString() ?? null,
    checkCode: sync.checkCode,
    lastNotificationAt: sync.lastNotificationAt?.toISOString() ?? null,
    createdAt: sync.createdAt.toISOString(),
    registration: registrationView(sync.connection, locale),
    openPayments,
    role,
  };
}
