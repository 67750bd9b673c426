import type { Notice } from "./link-decision.ts";

export type PageWord = Notice | "processing" | "waiting" | "unpaid" | "preview";

export interface NoticeWords {
  title: string;
  text: string;
}

type Words = Record<PageWord, NoticeWords>;

const ru: Words = {
  paid: { title: "Заказ оплачен", text: "Деньги получены, платить больше ничего не нужно." },
  refunded: { title: "Деньги возвращены", text: "Оплата этого заказа возвращена. Срок зачисления зависит от вашего банка." },
  canceled: { title: "Платёж отменён", text: "Чтобы оплатить заказ, попросите у менеджера магазина новую ссылку." },
  off: { title: "Оплата временно недоступна", text: "Магазин сейчас не принимает оплату по этой ссылке. Обратитесь к менеджеру." },
  expired: { title: "Срок ссылки истёк", text: "Чтобы оплатить заказ, попросите у менеджера магазина новую ссылку." },
  unknown: { title: "Ссылка не найдена", text: "Проверьте, что адрес скопирован целиком, или попросите у магазина новую ссылку." },
  busy: { title: "Готовим страницу оплаты", text: "Подождите несколько секунд и откройте ссылку ещё раз." },
  checking: { title: "Платёж проверяется", text: "Магазин сверяет оплату с банком. Не платите ещё раз: уточните у менеджера магазина." },
  refused: { title: "Оплата временно недоступна", text: "Банк не открыл страницу оплаты. Попробуйте позже или обратитесь к менеджеру магазина." },
  unreachable: { title: "Банк не отвечает", text: "Попробуйте открыть ссылку ещё раз через минуту. Деньги не списаны." },
  processing: { title: "Проверяем оплату", text: "Банк подтверждает платёж. Страница обновится сама." },
  waiting: { title: "Оплата пока не поступила", text: "Если вы уже оплатили, страница обновится сама. Если нет, оплатите по этой же ссылке." },
  unpaid: { title: "Оплата не прошла", text: "Деньги не списаны. Можно попробовать ещё раз по этой же ссылке, в том числе другой картой." },
  preview: { title: "Оплата заказа", text: "Откройте ссылку в браузере, чтобы перейти на страницу банка." },
};

const en: Words = {
  paid: { title: "The order is paid", text: "The money has arrived; there is nothing left to pay." },
  refunded: { title: "The money was returned", text: "The payment of this order was refunded. When it arrives depends on your bank." },
  canceled: { title: "The payment was cancelled", text: "To pay for the order, ask the shop for a new link." },
  off: { title: "Payment is not available now", text: "The shop takes no payments by this link at the moment. Please contact the shop." },
  expired: { title: "The link has expired", text: "To pay for the order, ask the shop for a new link." },
  unknown: { title: "Link not found", text: "Check that the whole address was copied, or ask the shop for a new link." },
  busy: { title: "Preparing the payment page", text: "Wait a few seconds and open the link again." },
  checking: { title: "The payment is being checked", text: "The shop is checking the payment with the bank. Do not pay again: please contact the shop." },
  refused: { title: "Payment is not available now", text: "The bank did not open the payment page. Try later or contact the shop." },
  unreachable: { title: "The bank does not answer", text: "Open the link again in a minute. No money was taken." },
  processing: { title: "Checking the payment", text: "The bank is confirming the payment. This page refreshes itself." },
  waiting: { title: "No payment yet", text: "If you have paid already, this page refreshes itself. If not, pay by the same link." },
  unpaid: { title: "The payment did not go through", text: "No money was taken. You can try again by the same link, also with another card." },
  preview: { title: "Payment for an order", text: "Open the link in a browser to go to the bank's page." },
};

export const noticeWords = (word: PageWord, locale: string): NoticeWords => (locale === "en" ? en : ru)[word];

export const buttonWords = (locale: string) =>
  locale === "en"
    ? { again: "Try again", shop: "Back to the shop", sum: "Sum", test: "Test payment: no real money is taken" }
    : { again: "Попробовать ещё раз", shop: "Вернуться в магазин", sum: "Сумма", test: "Тестовый платёж: настоящие деньги не списываются" };
