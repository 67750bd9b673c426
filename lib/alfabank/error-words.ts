import type { ProviderError } from "#lib/errors.ts";

/** What went wrong at the bank, told to a merchant. */
export interface BankWords {
  message: string;
  /** What to do; null when waiting is all. */
  hint: string | null;
}

export type BankFault =
  | "denied"
  | "change_password"
  | "no_permission"
  | "bad_request"
  | "duplicate_number"
  | "not_found"
  | "wrong_state"
  | "not_allowed"
  | "tls"
  | "bad_certificate"
  | "unreachable"
  | "timeout"
  | "geo"
  | "overloaded"
  | "unclear"
  | "other";

/** Methods that need a permission of their own; without it the gateway says the same as for a wrong password (protocols: alfabank 4.6). */
const permitted: ReadonlySet<string> = new Set(["registerPreAuth", "deposit", "reverse", "refund", "decline", "closeOfdReceipt"]);

const businessFault = (code: string, text: string, method: string): BankFault => {
  switch (code) {
    case "1":
      return method.startsWith("register") ? "duplicate_number" : "bad_request";
    case "2":
    case "6":
      return "not_found";
    case "3":
    case "4":
    case "14":
      return "bad_request";
    case "13":
      return "not_allowed";
    case "5":
      if (/смен.*парол|change\b.*\bpassword/i.test(text)) return "change_password";
      if (!/доступ запрещ|access (is )?denied|userName|password|token/i.test(text)) return text === "" ? "denied" : "bad_request";
      return permitted.has(method) ? "no_permission" : "denied";
    case "7":
      return method.startsWith("register") ? "other" : "wrong_state";
    default:
      return "other";
  }
};

/** Classifies a failure of the bank by code, method and, where one code means several things, by its text (protocols: alfabank 3.4). */
export function bankFault(error: Pick<ProviderError, "outcome" | "code" | "httpStatus" | "vendorMessage">, method: string): BankFault {
  const { code, outcome, vendorMessage = "" } = error;
  // Only an unknown issuer is cured by installing certificates: not a wrong name, and not a date.
  if (code === "tls") return /^(UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(vendorMessage) ? "tls" : "bad_certificate";
  if (code === "unreachable" || code === "timeout") return code;
  if (code === "http_403" || code === "http_451") return "geo";
  if (code === "http_429" || code === "http_503") return "overloaded";
  if (outcome === "unknown") return "unclear";
  return code.startsWith("http_") ? "other" : businessFault(code, vendorMessage, method);
}

type Table = Readonly<Record<BankFault, BankWords>>;

const ru: Table = {
  denied: {
    message: "Банк отказал в доступе",
    hint: "Проверьте логин, пароль и тип подключения: тестовый логин не работает на боевом шлюзе и наоборот. Первый пароль нужно сменить в кабинете банка.",
  },
  change_password: {
    message: "Банк просит сменить временный пароль",
    hint: "Войдите один раз в кабинет банка с этим логином, смените пароль и введите новый здесь.",
  },
  no_permission: {
    message: "Банк не разрешил эту операцию",
    hint: "Проверьте логин и пароль. Если они верны, попросите поддержку Альфа-Банка (ers@alfabank.ru) включить магазину право на эту операцию.",
  },
  bad_request: {
    message: "Банк не принял данные запроса",
    hint: "Текст банка подскажет, какое поле ему не подошло. Чаще всего дело в составе чека или сумме.",
  },
  duplicate_number: { message: "Заказ с таким номером в банке уже есть", hint: "Выставьте счёт ещё раз: номер будет новым." },
  not_found: { message: "Банк не знает такого заказа", hint: "Проверьте, что тип подключения не менялся: заказы теста и боя не пересекаются." },
  wrong_state: {
    message: "Состояние заказа в банке не позволяет это сделать",
    hint: "Обновите платёж: возможно, его уже списали, отменили или вернули. Если ничего не менялось, повторите позже.",
  },
  not_allowed: {
    message: "У магазина нет разрешения на такую оплату",
    hint: "Попросите поддержку Альфа-Банка (ers@alfabank.ru) включить его.",
  },
  tls: {
    message: "Сертификату банка нет доверия на этом сервере",
    hint: "Установите сертификаты Минцифры: кнопкой «Установить сертификаты» или командой npm run hub -- ca:install.",
  },
  bad_certificate: {
    message: "Сервер банка предъявил негодный сертификат",
    hint: "Проверьте часы на этом сервере и адрес шлюза. Если они верны, напишите в поддержку банка: соединение небезопасно, и хаб его не использует.",
  },
  unreachable: {
    message: "Банк не отвечает с этого сервера",
    hint: "Проверьте, что серверу разрешены исходящие соединения с банком по порту 443. Платежи заработают, когда связь появится.",
  },
  timeout: { message: "Банк не ответил вовремя", hint: "Повторите через минуту." },
  geo: {
    message: "Банк не принимает соединения с адреса этого сервера",
    hint: "Шлюз бывает закрыт для зарубежных адресов. Нужен сервер с российским IP-адресом.",
  },
  overloaded: { message: "Шлюз банка перегружен", hint: "Повторите через минуту." },
  unclear: { message: "Ответ банка не получен или неполный", hint: "Хаб сам узнает в банке, чем всё закончилось." },
  other: { message: "Банк отказал", hint: null },
};

const en: Table = {
  denied: {
    message: "The bank denied access",
    hint: "Check the login, the password and the connection type: a test login does not work on the production gateway and the other way round. The first password must be changed in the bank's cabinet.",
  },
  change_password: {
    message: "The bank wants the temporary password changed",
    hint: "Sign in to the bank's cabinet once with this login, change the password and enter the new one here.",
  },
  no_permission: {
    message: "The bank did not allow this operation",
    hint: "Check the login and the password. If they are right, ask Alfa-Bank's support (ers@alfabank.ru) to give the shop the right to this operation.",
  },
  bad_request: {
    message: "The bank did not accept the data of the request",
    hint: "The bank's text tells which field it disliked. Mostly it is the receipt or the amount.",
  },
  duplicate_number: { message: "The bank already has an order with this number", hint: "Issue the invoice again: the number will be new." },
  not_found: { message: "The bank does not know this order", hint: "Check that the connection type was not changed: test and production orders never meet." },
  wrong_state: {
    message: "The state of the order at the bank does not allow this",
    hint: "Refresh the payment: it may have been captured, cancelled or refunded already. If nothing changed, try again later.",
  },
  not_allowed: {
    message: "The shop has no permission for this kind of payment",
    hint: "Ask Alfa-Bank's support (ers@alfabank.ru) to switch it on.",
  },
  tls: {
    message: "This server does not trust the bank's certificate",
    hint: "Install the certificates of the Russian state CA: by the button “Install certificates” or with npm run hub -- ca:install.",
  },
  bad_certificate: {
    message: "The bank's server showed an unfit certificate",
    hint: "Check this server's clock and the gateway's address. If they are right, write to the bank's support: the connection is not safe, and the hub does not use it.",
  },
  unreachable: {
    message: "The bank does not answer from this server",
    hint: "Check that the server may connect to the bank on port 443. Payments will work as soon as the connection does.",
  },
  timeout: { message: "The bank did not answer in time", hint: "Try again in a minute." },
  geo: {
    message: "The bank does not accept connections from this server's address",
    hint: "The gateway may be closed to foreign addresses. A server with a Russian IP address is needed.",
  },
  overloaded: { message: "The bank's gateway is overloaded", hint: "Try again in a minute." },
  unclear: { message: "The bank's answer did not arrive or was incomplete", hint: "The hub will find out from the bank how it ended." },
  other: { message: "The bank refused", hint: null },
};

/** Where our words say all, the bank's would only repeat them, and mostly in Russian. */
const saysAll: ReadonlySet<BankFault> = new Set(["denied", "change_password", "duplicate_number", "not_found"]);

/** Words for a kind of failure; the bank's own text and code where they tell more. */
export function faultWords(fault: BankFault, locale: string, detail: { code?: string; vendorMessage?: string | undefined } = {}): BankWords {
  const words = (locale === "en" ? en : ru)[fault];
  const text = saysAll.has(fault) ? "" : (detail.vendorMessage?.trim() ?? "");
  if (text !== "") return { ...words, message: `${words.message}: ${text}` };
  return fault === "other" && detail.code !== undefined ? { ...words, message: `${words.message} (${detail.code})` } : words;
}

/** The connection's own words are for engineers; merchants are told who issued the certificate. */
const detailOf = ({ code, vendorMessage, cause }: ProviderError): string | undefined => {
  if (code !== "tls") return vendorMessage;
  const issuer = cause instanceof Error && "issuer" in cause ? cause.issuer : null;
  return typeof issuer === "string" ? issuer : vendorMessage;
};

/** A failure of the bank in the merchant's words; the payer is never shown these. */
export function bankErrorWords(error: ProviderError, method: string, locale: string): BankWords {
  return faultWords(bankFault(error, method), locale, { code: error.code, vendorMessage: detailOf(error) });
}
