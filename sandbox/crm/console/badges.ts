/** Statuses as an icon, a word and a tone. */
import { html } from "hono/html";
import type { RegisteredModule } from "../state/account-types.ts";
import type { InvoiceStatus } from "../state/invoice-types.ts";
import type { Html, Visit } from "./page.ts";
import type { Texts } from "./texts-ru.ts";

type Tone = "good" | "warn" | "info" | "muted" | "bad";

export function badge(tone: Tone, icon: string, text: string): Html {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${icon}</span> ${text}</span>`;
}

const invoiceBadges: Record<InvoiceStatus, [Tone, string, keyof Texts]> = {
  pending: ["muted", "◷", "statusPending"],
  waitingForCapture: ["warn", "◐", "statusWaitingForCapture"],
  succeeded: ["good", "✓", "statusSucceeded"],
  canceled: ["muted", "✕", "statusCanceled"],
  refundSucceeded: ["info", "↩", "statusRefundSucceeded"],
};

export function invoiceBadge(v: Visit, status: InvoiceStatus): Html {
  const [tone, icon, text] = invoiceBadges[status];
  return badge(tone, icon, v.t[text]);
}

const paymentTones: Record<string, [Tone, string]> = {
  paid: ["good", "✓"],
  "payment-hold": ["warn", "◐"],
  returned: ["info", "↩"],
  "invoice-sent": ["muted", "◷"],
};

/** The account's own payment status of an order payment. */
export function paymentBadge(v: Visit, code: string): Html {
  const status = v.store.state.paymentStatuses.find((candidate) => candidate.code === code);
  const [tone, icon] = paymentTones[code] ?? ["muted", "○"];
  return badge(tone, icon, status ? (v.language === "ru" ? status.name : status.nameEn) : code);
}

export function moduleBadge(v: Visit, module: RegisteredModule): Html {
  if (module.freeze) return badge("warn", "‖", v.t.frozen);
  return module.active ? badge("good", "✓", v.t.on) : badge("muted", "✕", v.t.off);
}
