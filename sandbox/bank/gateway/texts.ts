/** Texts of the gateway, as recorded where a record exists (protocols: alfabank 3.4), own wording otherwise. */
const TEXTS = {
  success: ["Успешно", "Success"],
  noCredentials: ["[userName] или [password] или [token] не задан", "[userName] or [password] or [token] is not set"],
  noPassword: ["[userName] или [password] не задан", "[userName] or [password] is not set"],
  accessDenied: ["Доступ запрещён", "Access denied"],
  changePassword: ["Пользователь должен сменить свой пароль", "The user must change the password"],
  noOrderId: ["[orderId] не задан", "[orderId] is not set"],
  noOrderNumber: ["[orderNumber] не задан", "[orderNumber] is not set"],
  orderKeyExpected: ["Ожидается [orderId] или [orderNumber]", "[orderId] or [orderNumber] is expected"],
  duplicateProcessed: [
    "Заказ с таким номером уже обработан",
    "Order number is duplicated, order with given order number is processed already",
  ],
  duplicateUnpaid: [
    "Заказ с таким номером был зарегистрирован, но не был оплачен",
    "Order with given order number was registered but not paid",
  ],
  wrongOrderNumber: ["Неверный номер заказа", "Wrong order number"],
  emptyOrderNumber: ["Номер заказа не может быть пуст", "Order number is empty"],
  unknownCurrency: ["Неизвестная валюта", "Unknown currency"],
  noAmount: ["Отсутствует сумма", "Amount is missing"],
  wrongAmount: ["Неверная сумма", "Amount is invalid"],
  noReturnUrl: ["URL возврата не может быть пуст", "Return URL is empty"],
  wrongReturnUrl: ["URL возврата некорректен", "Return URL is invalid"],
  wrongFormat: ["Неверный формат запроса", "Invalid request format"],
  wrongLanguage: ["Неправильный параметр 'Язык'", "Invalid merchant language"],
  wrongParams: ["jsonParams неверен", "jsonParams is invalid"],
  wrongField: ["Неверное значение параметра", "Invalid parameter value"],
  featureNotAllowed: ["Недостаточно прав или несовместимые значения [features]", "Not allowed or incompatible [features]"],
  unknownFeature: ["Недопустимое значение [features]", "Unknown [features] value"],
  wrongCart: ["Корзина товаров заполнена неверно", "The cart is invalid"],
  orderNotFound: ["Заказ не найден", "Order not found"],
  systemError: ["Системная ошибка", "System error"],
  wrongState: ["Платёж должен быть в корректном состоянии", "Payment must be in approved state"],
  impossible: ["Операция невозможна для текущего состояния платежа", "Operation is impossible for current transaction state"],
  reverseImpossible: [
    "Операция невозможна для текущего состояния платежа",
    "Reversal is impossible for current transaction state",
  ],
  refundTooBig: ["Сумма возврата превышает сумму списания", "Refund amount exceeds deposited amount"],
  depositTooSmall: ["Неверная сумма депозита (менее одного рубля)", "Invalid deposit amount (less than one rouble)"],
  depositInvalid: ["deposit amount is invalid", "deposit amount is invalid"],
  depositTooBig: ["deposited amount is exceeding approved amount", "deposited amount is exceeding approved amount"],
  unexpectedDeposited: [
    "Ожидаемая сумма списания не совпадает с текущей",
    "Expected deposited amount differs from the current one",
  ],
  penaltyRefused: [
    "Штрафы не поддерживаются для заказов с лояльностью",
    "Penalties are not supported for orders with loyalty",
  ],
} as const satisfies Record<string, readonly [ru: string, en: string]>;

export type TextKey = keyof typeof TEXTS;

export function textOf(key: TextKey, language: "ru" | "en"): string {
  return TEXTS[key][language === "ru" ? 0 : 1];
}
