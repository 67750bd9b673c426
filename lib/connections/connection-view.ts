import { z } from "zod";
import type { Connection } from "#lib/generated/prisma/client.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { missingScopes } from "#lib/retailcrm/required-scopes.ts";
import { registrationView, type RegistrationView } from "./registration-view.ts";

export type ConnectionStatus = "active" | "attention" | "frozen" | "inactive";

const site = z.object({ code: z.string(), name: z.string(), url: z.string().nullish(), currency: z.string().nullish() });

export type SiteView = z.output<typeof site>;

/** What may be known of a connection outside the server. Never the key, and not the `clientId`, which is a credential too. */
export interface ConnectionView {
  id: string;
  systemUrl: string;
  publicUrl: string | null;
  name: string;
  status: ConnectionStatus;
  moduleCode: string;
  /** Last characters of the API key. */
  apiKeyTail: string;
  /** The CRM refuses the key since then. */
  keyRefusedAt: string | null;
  missingScopes: string[];
  /** Made by one click: the hub itself can ask the CRM for missing permissions. */
  oneClick: boolean;
  sites: SiteView[];
  /** "access_full" | "access_selective" | null */
  siteAccess: string | null;
  registration: RegistrationView;
  role: Role;
  timeZone: string;
  locale: string;
  createdAt: string;
}

function connectionStatus(connection: Connection): ConnectionStatus {
  if (connection.frozen) return "frozen";
  if (!connection.active) return "inactive";
  const { keyRefusedAt, registrationError, registrationState } = connection;
  const troubled = keyRefusedAt !== null || registrationError !== null || registrationState === "failed";
  return troubled || missingScopes(connection).length > 0 ? "attention" : "active";
}

/** Stores as they were seen last. */
export function sitesOf({ sites }: Pick<Connection, "sites">): SiteView[] {
  const parsed = z.array(site).safeParse(sites);
  return parsed.success ? parsed.data : [];
}

export function connectionView(connection: Connection, role: Role, locale: string): ConnectionView {
  const { id, systemUrl, publicUrl, name, moduleCode, apiKeyTail, siteAccess, timeZone } = connection;
  return {
    id,
    systemUrl,
    publicUrl,
    name,
    status: connectionStatus(connection),
    moduleCode,
    apiKeyTail,
    keyRefusedAt: connection.keyRefusedAt?.toISOString() ?? null,
    missingScopes: missingScopes(connection),
    oneClick: connection.oneClick,
    sites: sitesOf(connection),
    siteAccess,
    registration: registrationView(connection, locale),
    role,
    timeZone,
    locale: connection.locale,
    createdAt: connection.createdAt.toISOString(),
  };
}
