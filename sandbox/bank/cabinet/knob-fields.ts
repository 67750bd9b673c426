/** Every setting of a merchant as a form field: where it lives, what it is called, what may be chosen. */
import { z } from "zod";
import {
  callbackKnobsSchema,
  cartKnobsSchema,
  gatewayKnobsSchema,
  type Merchant,
  moneyKnobsSchema,
  pageKnobsSchema,
  permissionsSchema,
  sessionKnobsSchema,
} from "../core/merchant.ts";

export const GROUPS = {
  permissions: { schema: permissionsSchema, title: ["Разрешения", "Permissions"] },
  callback: { schema: callbackKnobsSchema, title: ["Callback-уведомления", "Callback notifications"] },
  session: { schema: sessionKnobsSchema, title: ["Срок оплаты и попытки", "Session and attempts"] },
  money: { schema: moneyKnobsSchema, title: ["Отмены и возвраты", "Reversals and refunds"] },
  cart: { schema: cartKnobsSchema, title: ["Корзина и чеки", "Cart and receipts"] },
  gateway: { schema: gatewayKnobsSchema, title: ["Ответы шлюза", "Gateway answers"] },
  page: { schema: pageKnobsSchema, title: ["Страница оплаты", "Payment page"] },
} as const;

export type Group = keyof typeof GROUPS;
type Labels = { [G in Group]: Record<keyof Merchant[G] & string, readonly [ru: string, en: string]> };

export const LABELS: Labels = {
  permissions: {
    oneStage: ["Одностадийные платежи", "One-stage payments"],
    twoStage: ["Двухстадийные платежи", "Two-stage payments"],
    refund: ["Возвраты", "Refunds"],
    reverse: ["Отмены", "Reversals"],
    decline: ["Закрытие неоплаченных заказов", "Declining unpaid orders"],
    multiDeposit: ["Списание частями", "Capture in parts"],
    autoCompletion: ["Автоматическое завершение", "Automatic completion"],
    dynamicCallback: ["Адрес уведомлений в заказе", "Notification address per order"],
    openToken: ["Открытый токен", "Open token"],
    sbp: ["СБП на странице оплаты", "SBP on the payment page"],
  },
  callback: {
    url: ["Адрес", "Address"],
    method: ["Метод", "Method"],
    operations: ["События через запятую", "Events, comma-separated"],
    signing: ["Подпись", "Signature"],
    key: ["Ключ симметричной подписи", "Symmetric key"],
    creationDate: ["Передавать callbackCreationDate", "Send callbackCreationDate"],
    extraParameters: ["Дополнительные параметры через запятую", "Extra parameters, comma-separated"],
    expiryStatus: ["status у declinedByTimeout", "status of declinedByTimeout"],
    retrySecs: ["Повтор через, с", "Repeat after, s"],
    mostFailures: ["Неудач подряд до отказа", "Failures before giving up"],
    delayMs: ["Задержка отправки, мс", "Sending delay, ms"],
    copies: ["Копий каждого уведомления", "Copies of each notification"],
    reorder: ["Придержать столько и отправить в обратном порядке", "Hold back this many, send last first"],
    lose: ["Потерять следующие (−1 — все)", "Lose the next (−1 = all)"],
    badChecksum: ["Портить подпись", "Spoil the signature"],
    unsigned: ["Не подписывать", "Leave unsigned"],
    noise: ["Посторонние параметры по дороге", "Foreign parameters on the way"],
    beforeRedirect: ["Уведомлять до возврата покупателя", "Notify before the payer returns"],
  },
  session: {
    timeoutSecs: ["Срок оплаты по умолчанию, с", "Default session, s"],
    longestSecs: ["Наибольший срок, с (0 — без границы)", "Longest session, s (0 = unbounded)"],
    expirationZoneMinutes: ["Часовой пояс expirationDate, мин", "Zone of expirationDate, min"],
    expiryJobDelaySecs: ["Отставание закрытия просроченных, с", "Lag of the expiry job, s"],
    expiryActionCode: ["actionCode просроченного", "actionCode after expiry"],
    declineActionCode: ["actionCode после decline.do", "actionCode after decline.do"],
    declineDuring3ds: ["decline.do во время 3-D Secure", "decline.do during 3-D Secure"],
    declineCallback: ["Уведомлять о decline.do", "Notify of decline.do"],
    attempts: ["Попыток оплаты (0 — без границы)", "Attempts (0 = unlimited)"],
    wrongCvcIsFinal: ["Неверный CVC закрывает заказ", "A wrong CVC closes the order"],
    failedAttemptState: ["paymentState после неудачной попытки", "paymentState after a failed attempt"],
    failedAttemptCallback: ["Уведомлять о неудачных попытках", "Notify of failed attempts"],
    exhaustedActionCode: ["actionCode, когда попытки кончились", "actionCode when attempts are used up"],
  },
  money: {
    externalRefundId: ["Понимает externalRefundId", "Honours externalRefundId"],
    expectedDepositedAmount: ["Понимает expectedDepositedAmount", "Honours expectedDepositedAmount"],
    reverseUntil: ["Отмена возможна", "Reversal possible"],
    reversedKeepsApproved: ["После отмены approvedAmount остаётся", "approvedAmount stays after a reversal"],
    holdDays: ["Дней удержания (0 — без срока)", "Days of a hold (0 = for ever)"],
    holdEnds: ["Когда срок удержания вышел", "When the hold ends"],
    sbpPendingSecs: ["СБП ждёт ответа, с", "SBP stays pending, s"],
  },
  cart: {
    required: ["Корзина обязательна", "Cart is mandatory"],
    fiscal: ["Банк выдаёт чеки", "The bank issues receipts"],
    errorCode: ["errorCode неверной корзины", "errorCode of a wrong cart"],
    taxSumRequired: ["taxSum обязателен", "taxSum is mandatory"],
    taxSumChecked: ["Проверять taxSum", "Check taxSum"],
    attributesAreStrings: ["Атрибуты только строками", "Attributes are strings only"],
    oldVat: ["Недействующие ставки НДС", "VAT rates out of date"],
    partItems: ["Позиции частичных операций", "Items of partial operations"],
    partWithoutItems: ["Часть без позиций", "A part without items"],
    receiptDelaySecs: ["Чек готов через, с", "Receipt ready after, s"],
    receiptOutcome: ["Судьба чеков", "Fate of receipts"],
    longestOfdName: ["Наибольшее название для ОФД", "Longest name for the OFD"],
  },
  gateway: {
    statusVersion: ["Версия ответа о статусе (1…46)", "Version of the status answer (1…46)"],
    errorCodeType: ["Тип errorCode", "Type of errorCode"],
    registerErrorCode: ["errorCode при успешной регистрации", "errorCode on successful registration"],
    contentType: ["Content-Type", "Content-Type"],
    currencyEcho: ["Валюта в ответах", "Currency in answers"],
    longestOrderNumber: ["Наибольший номер заказа", "Longest order number"],
    longOrderNumberCode: ["errorCode длинного номера", "errorCode of a long number"],
    reuseExpiredNumbers: ["Номер закрытого заказа можно повторить", "The number of a closed order may be reused"],
    strictDescription: ["Запрет % + в описании", "No % + in the description"],
    rejectMarkup: ["Отказ при разметке в описании", "Refuse markup in the description"],
    requestsPerMinute: ["Запросов в минуту (0 — без границы)", "Requests per minute (0 = unlimited)"],
  },
  page: {
    finishedOrder: ["Завершённый заказ открыт снова", "Finished order opened again"],
    appendOrderId: ["Дописывать orderId к адресу возврата", "Append orderId to the return address"],
    visaTestCard: ["Карта 4111…1111", "Card 4111…1111"],
    refuseHeadless: ["Отказ браузерам-роботам (412)", "Refuse headless browsers (412)"],
  },
};

/** Values to choose from; null for free input. */
export function choicesOf(schema: z.ZodType): readonly string[] | null {
  const inner = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  return inner instanceof z.ZodEnum ? inner.options.map(String) : null;
}

const CHOICE_WORDS: Readonly<Record<string, readonly [ru: string, en: string]>> = {
  allowed: ["разрешён", "allowed"],
  ignored: ["не учитывается", "ignored"],
  refused: ["отказ, ошибка 5", "refused, error 5"],
  none: ["без подписи", "none"],
  symmetric: ["симметричная, HMAC-SHA256", "symmetric, HMAC-SHA256"],
  asymmetric: ["асимметричная, RSA SHA-512", "asymmetric, RSA SHA-512"],
  auto: ["по обстоятельствам", "by circumstances"],
  failure: ["код последнего отказа", "code of the last failure"],
  holdOnly: ["только удержание", "holds only"],
  bankDay: ["до конца дня банка", "until the bank day ends"],
  always: ["всегда", "always"],
  release: ["деньги отпускаются", "released"],
  capture: ["деньги списываются", "captured"],
  refuse: ["отказ", "refused"],
  accept: ["принимается", "accepted"],
  noReceipt: ["проходит без чека", "passes without a receipt"],
  strict: ["строго по заказу", "exactly as ordered"],
  sums: ["только суммы", "sums only"],
  delivered: ["доставлены", "delivered"],
  failed: ["ошибка", "failed"],
  failedOnce: ["ошибка, затем новый чек", "failed, then made anew"],
  mixed: ["как в документации", "as documented"],
  string: ["строка", "string"],
  number: ["число", "number"],
  error: ["страница ошибки", "error page"],
  return: ["возврат в магазин", "back to the shop"],
  frictionless: ["без подтверждения", "frictionless"],
  challenge: ["с подтверждением 3-D Secure", "with a 3-D Secure challenge"],
};

/** A choice in words; codes and protocol names stay as they are. */
export function choiceWords(choice: string): readonly [ru: string, en: string] {
  return CHOICE_WORDS[choice] ?? [choice, choice];
}
