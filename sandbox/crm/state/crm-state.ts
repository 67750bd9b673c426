/** Everything one simulated RetailCRM account remembers. */
import type { AccountSettings, ApiKey, RegisteredModule } from "./account-types.ts";
import type { Invoice, OrderPayment, PaymentStatus, PaymentType } from "./invoice-types.ts";
import type { Order, Site } from "./order-types.ts";
import type { Switches } from "./switches.ts";
import type { Fault, LogEntry, Verdict } from "./trial-types.ts";

export interface CrmState {
  version: 1;
  settings: AccountSettings;
  switches: Switches;
  verdict: Verdict;
  keys: ApiKey[];
  modules: RegisteredModule[];
  sites: Site[];
  paymentTypes: PaymentType[];
  paymentStatuses: PaymentStatus[];
  orders: Order[];
  payments: OrderPayment[];
  invoices: Invoice[];
  faults: Fault[];
  log: LogEntry[];
  nextId: number;
}
