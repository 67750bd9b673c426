import type { Connection } from "#lib/generated/prisma/client.ts";
import { reasonText } from "./crm-reason.ts";

export interface RegistrationView {
  state: "pending" | "registered" | "failed";
  /** When the CRM last accepted our description. */
  at: string | null;
  error: string | null;
}

type Registered = Pick<Connection, "registrationState" | "registrationError" | "registeredAt">;

/** A try that failed and will be repeated is shown as failed, with the reason, until it succeeds. */
export function registrationView(connection: Registered, locale: string): RegistrationView {
  const { registrationState, registrationError, registeredAt } = connection;
  return {
    state: registrationError === null ? registrationState : "failed",
    at: registeredAt?.toISOString() ?? null,
    error: registrationError === null ? null : reasonText(locale, registrationError),
  };
}
