import type { Locator, Page } from "@playwright/test";
import { expect } from "#testing/e2e-hub.ts";
import type { Language } from "./visitor.ts";

const words = {
  ru: {
    issue: "Выставить счёт",
    issued: "Счёт выставлен",
    approve: "Подтвердить",
    approveAmount: "Списать, ₽",
    approved: "Подтверждение принято модулем",
    cancel: "Отменить",
    cancelled: "Отмена принята модулем",
    refund: "Вернуть",
    refundAmount: "Вернуть, ₽",
    refunded: "Возврат принят модулем",
  },
  en: {
    issue: "Issue an invoice",
    issued: "The invoice was issued",
    approve: "Approve",
    approveAmount: "Capture, ₽",
    approved: "The module accepted the approval",
    cancel: "Cancel",
    cancelled: "The module accepted the cancellation",
    refund: "Refund",
    refundAmount: "Refund, ₽",
    refunded: "The module accepted the refund",
  },
} as const;

/** A manager at the pages of the CRM simulator, who never sees the hub. */
export class CrmManager {
  readonly page: Page;
  readonly #url: string;
  readonly #language: Language;

  constructor(page: Page, url: string, language: Language) {
    this.page = page;
    this.#url = url;
    this.#language = language;
  }

  get #words() {
    return words[this.#language];
  }

  async openOrder(id: number): Promise<void> {
    await this.page.goto(`${this.#url}/orders/${id}/edit?lang=${this.#language}`);
  }

  /** @returns the short link as it stands in the order */
  async issueInvoice(): Promise<string> {
    await this.page.getByRole("button", { name: this.#words.issue }).click();
    await expect(this.page.getByRole("status")).toHaveText(this.#words.issued);
    return (await this.page.locator("article code").first().innerText()).trim();
  }

  /** The article of the order's newest payment. */
  get payment(): Locator {
    return this.page.getByRole("article").first();
  }

  /** The invoice's status is the first thing said of it. */
  async expectStatus(word: string): Promise<void> {
    await expect(this.payment.getByRole("definition").first()).toHaveText(new RegExp(`${word}$`));
  }

  async press(action: "approve" | "cancel" | "refund", amount?: string): Promise<void> {
    const name = this.#words[action];
    const done = { approve: "approved", cancel: "cancelled", refund: "refunded" } as const;
    if (amount !== undefined && action !== "cancel") {
      await this.payment.getByLabel(this.#words[`${action}Amount`]).fill(amount);
    }
    await this.payment.getByRole("button", { name }).first().click();
    await expect(this.page.getByRole("status")).toHaveText(this.#words[done[action]]);
  }
}
