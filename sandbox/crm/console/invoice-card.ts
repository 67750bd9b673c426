/** A payment of an order with its invoice, the link and the buttons which its state allows. */
import { html } from "hono/html";
import { refundedAmount } from "../invoices.ts";
import { roublesText } from "../money.ts";
import type { Invoice, OrderPayment, Refund } from "../state/invoice-types.ts";
import type { Order } from "../state/order-types.ts";
import { invoiceBadge, paymentBadge } from "./badges.ts";
import { checkbox, input } from "./forms.ts";
import { copyable, money, type Html, type Visit } from "./page.ts";

export function invoiceCard(v: Visit, order: Order, payment: OrderPayment): Html {
  const { t } = v;
  const type = v.store.state.paymentTypes.find((candidate) => candidate.code === payment.typeCode);
  const invoice = v.store.state.invoices.find((candidate) => candidate.uuid === payment.invoiceUuid);
  return html`<article class="invoice" id="payment-${payment.id}">
    <div class="title">
      <h3>${type?.name ?? payment.typeCode}</h3>
      ${paymentBadge(v, payment.status)}<strong class="total">${money(v, payment.amount, order.currency)}</strong>
    </div>
    ${invoice ? invoicePart(v, invoice) : html`<p class="note">${t.noPayment}</p>`}
  </article>`;
}

function invoicePart(v: Visit, invoice: Invoice): Html {
  const { t } = v;
  return html`${invoice.errorMsg === null ? "" : html`<p class="flash bad" role="alert">${t.moduleRefused}: ${invoice.errorMsg}</p>`}
    ${invoice.link === null ? "" : html`<p class="link">${copyable(v, invoice.link)} ${safeLink(invoice.link) ? html`<a class="button small" href="${invoice.link}" target="_blank" rel="noopener">${t.open}</a>` : ""}</p>`}
    <dl>
      ${
        invoice.errorMsg !== null && invoice.link === null
          ? ""
          : html`<dt>${t.invoiceStatus}</dt>
              <dd>${invoiceBadge(v, invoice.status)}</dd>`
      }
      ${fact(t.paidAt, invoice.paidAt)}
      ${fact(t.expiredAt, invoice.status === "waitingForCapture" ? invoice.expiredAt : null)}
      ${fact(t.reason, invoice.cancellationDetails)}
      ${
        invoice.refunds.length === 0
          ? ""
          : html`<dt>${t.refunds}</dt>
              <dd>${invoice.refunds.map((refund) => refundLine(v, refund, invoice))}</dd>`
      }
    </dl>
    ${buttons(v, invoice)}
    <details>
      <summary>${t.ids}</summary>
      <dl>
        <dt>invoiceUuid</dt>
        <dd>${copyable(v, invoice.uuid)}</dd>
        <dt>${t.moduleId}</dt>
        <dd>${invoice.externalId === null ? t.none : copyable(v, invoice.externalId)}</dd>
      </dl>
    </details>
    <details>
      <summary>${t.allButtons}</summary>
      <p class="note">${t.allButtonsNote}</p>
      ${press(v, invoice, "approve", t.approve, null)} ${press(v, invoice, "cancel", t.cancel, null)}
      ${press(v, invoice, "refund", t.refund, null)} ${press(v, invoice, "resend", t.resend, null)}
    </details>`;
}

/** A hostile module could send `javascript:` as the link. */
function safeLink(link: string): boolean {
  return /^https?:\/\//i.test(link);
}

function fact(label: string, value: string | null): Html {
  return value === null
    ? html``
    : html`<dt>${label}</dt>
        <dd>${value}</dd>`;
}

function refundLine(v: Visit, refund: Refund, invoice: Invoice): Html {
  const words = { pending: v.t.refundPending, succeeded: v.t.refundSucceeded, canceled: v.t.refundCanceled };
  return html`<div>
    ${money(v, refund.amount, invoice.currency)} —
    ${words[refund.status]}${refund.comment === null ? "" : ` (${refund.comment})`}
  </div>`;
}

/** Only what a real CRM would offer (protocols: retailcrm 6.1). */
function buttons(v: Visit, invoice: Invoice): Html {
  const { t } = v;
  const left = invoice.amount - refundedAmount(invoice);
  return html`<div class="buttons">
    ${invoice.link === null && invoice.status === "pending" ? press(v, invoice, "resend", t.resend, null) : ""}
    ${invoice.status === "waitingForCapture" ? press(v, invoice, "approve", t.approve, [t.approveAmount, invoice.amount]) : ""}
    ${(invoice.status === "pending" || invoice.status === "waitingForCapture") && invoice.cancellable ? press(v, invoice, "cancel", t.cancel, null) : ""}
    ${invoice.status === "succeeded" && invoice.refundable && left > 0 ? press(v, invoice, "refund", t.refund, [t.refundAmount, left]) : ""}
  </div>`;
}

function press(
  v: Visit,
  invoice: Invoice,
  action: string,
  label: string,
  amount: [label: string, kopecks: number] | null,
): Html {
  return html`<form
    method="post"
    action="${v.base}/invoices/${invoice.uuid}/${action}"
    class="row"
    data-busy="${label}…"
  >
    ${amount ? input("amount", amount[0], roublesText(amount[1]), html`inputmode="decimal"`) : ""}<button
      class="${action === "refund" || action === "cancel" ? "danger" : ""}"
    >
      ${label}</button
    >${action === "resend" ? "" : checkbox("twice", "1", v.t.twice, false)}
  </form>`;
}
