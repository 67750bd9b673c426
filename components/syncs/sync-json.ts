export type EnvironmentCode = "sandbox" | "test" | "production";

/** What the JSON API tells about a sync. */
export interface SyncJson {
  id: string;
  connectionId: string;
  name: string;
  shopCode: string;
  environment: EnvironmentCode;
  login: string;
  hasPassword: boolean;
  hasCallbackToken: boolean;
  confirmation: "auto" | "manual";
  taxSystem: number;
  holdHours: number;
  enabled: boolean;
  status: "active" | "disabled" | "attention";
  /** null for those who may only look. */
  callbackUrl: string | null;
  checkedAt: string | null;
  checkCode: string | null;
  createdAt: string;
  registration: { state: "pending" | "registered" | "failed"; at: string | null; error: string | null };
  openPayments?: number;
  lastNotificationAt?: string | null;
}

/** What the bank said to a login, in the reader's words. */
export interface BankCheck {
  ok: boolean;
  code: string;
  message: string;
  hint: string | null;
}
