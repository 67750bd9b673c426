/** What each switch and each fault means, for people. */
import type { Switches } from "../state/switches.ts";
import type { FaultKind } from "../state/trial-types.ts";
import type { Language } from "./page.ts";

type Words = Record<Language, string>;

/** Words for values of switches that do not speak for themselves. */
export const choiceTexts: Record<string, Words> = {
  map: { ru: "по полям", en: "map by field" },
  list: { ru: "список", en: "list" },
  off: { ru: "принимается сразу", en: "served at once" },
  wait: { ru: "ждёт конца вызова", en: "waits for its end" },
  refuse: { ru: "отклоняется", en: "refused" },
  number: { ru: "число: 3490.5", en: "number: 3490.5" },
  string: { ru: 'строка: "3490.50"', en: 'text: "3490.50"' },
  noisy: { ru: "число с погрешностью", en: "number with float noise" },
};

export const switchTexts: Record<keyof Switches, Words> = {
  requestsPerSecond: {
    ru: "Ограничение: запросов в секунду на ключ (0 — без ограничения)",
    en: "Limit: requests per second and key (0: none)",
  },
  limitStatus: { ru: "Ответ при превышении ограничения", en: "Answer over the limit" },
  limitBody: { ru: "Тело ответа при превышении", en: "Body of the answer over the limit" },
  writeStatus: { ru: "HTTP-статус успешной записи", en: "HTTP status of a successful write" },
  acceptJsonBodies: { ru: "Принимать тело запроса в JSON", en: "Read request bodies in JSON" },
  errorsShape: { ru: "Вид поля errors", en: "Shape of the errors field" },
  accountExists: { ru: "Аккаунт существует", en: "The account exists" },
  modulePublished: {
    ru: "Модуль опубликован (название и логотип необязательны)",
    en: "The module is published (name and logo optional)",
  },
  requireHttps: { ru: "Требовать https в адресах модуля", en: "Demand https in the module's addresses" },
  insufficientFunds: { ru: "Не хватает денег на включение модуля (402)", en: "No money to activate the module (402)" },
  paidModule: { ru: "Модуль платный (edit отвечает billingInfo)", en: "Paid module (edit answers billingInfo)" },
  editMerges: { ru: "edit дополняет прежнее описание, а не заменяет", en: "edit merges with the old description" },
  autoPaymentTypes: { ru: "Создавать типы оплаты для новых магазинов", en: "Make payment types for new shops" },
  strictTransitions: {
    ru: "Отклонять недопустимую смену статуса счёта",
    en: "Refuse illegal changes of the invoice status",
  },
  rejectUnknownFields: {
    ru: "Отклонять неизвестные поля update-invoice",
    en: "Refuse unknown fields of update-invoice",
  },
  lockDuringCallback: { ru: "update-invoice во время вызова модуля", en: "update-invoice during a callback" },
  checkComparesOrder: { ru: "check сверяет сумму заказа", en: "check compares the order's sum" },
  checkAcceptsLower: { ru: "check принимает меньшую сумму", en: "check accepts a lower sum" },
  settingsForbidden: {
    ru: "Настройки аккаунта закрыты для ключа (403)",
    en: "Account settings are closed to the key (403)",
  },
  checkNeedsReadScope: { ru: "check требует права payments_read", en: "check needs payments_read" },
  showErrorsOfFailedCallbacks: {
    ru: "Показывать errorMsg ответов с ошибочным статусом",
    en: "Show errorMsg of answers with an error status",
  },
  callbackTimeoutSeconds: { ru: "Сколько секунд ждать ответа модуля", en: "Seconds to wait for the module" },
  amountFormat: { ru: "Суммы в вызовах модуля", en: "Sums in callbacks" },
  cancelCarriesAmount: { ru: "Отмена передаёт сумму", en: "cancel carries the amount" },
  sendOrderId: { ru: "Передавать orderId", en: "Send orderId" },
  sendItems: { ru: "Передавать товары", en: "Send items" },
  sendCustomer: { ru: "Передавать клиента", en: "Send the customer" },
  discountInItems: { ru: "Скидки учтены в ценах товаров", en: "Discounts are part of the item prices" },
  deliveryAsItem: { ru: "Доставка передаётся строкой", en: "Delivery is one of the items" },
  paymentsAsList: { ru: "Оплаты заказа списком, а не по номерам", en: "Payments of an order as a list" },
};

export const faultTexts: Record<FaultKind, Words> = {
  delay: { ru: "Задержка ответа", en: "Late answer" },
  "drop-before": { ru: "Обрыв до выполнения", en: "Connection dropped before the effect" },
  "drop-after": { ru: "Обрыв после выполнения", en: "Connection dropped after the effect" },
  "error-500": { ru: "Ошибка 500", en: "Error 500" },
  "error-500-after": { ru: "Ошибка 500 после выполнения", en: "Error 500 after the effect" },
  "error-503": { ru: "Ошибка 503", en: "Error 503" },
  "error-429": { ru: "Ошибка 429", en: "Error 429" },
  "html-405": { ru: "Страница HTML с кодом 405", en: "HTML page with 405" },
  "success-false": { ru: "200 и success:false", en: "200 and success:false" },
  "errors-list": { ru: "400, errors списком", en: "400, errors as a list" },
  "errors-map": { ru: "400, errors по полям", en: "400, errors as a map" },
  forbidden: { ru: "403 Access denied", en: "403 Access denied" },
};
