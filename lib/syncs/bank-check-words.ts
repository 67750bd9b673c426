import { faultWords } from "#lib/alfabank/error-words.ts";

/** What trying a login at the bank came to. */
export type BankCheckCode =
  | "ok"
  | "denied"
  | "change_password"
  | "wrong_environment"
  | "tls"
  | "unreachable"
  | "timeout"
  | "geo"
  | "other";

/** The bank answered and refused: saving such a login would only produce dead links. */
const refusals = ["denied", "change_password", "wrong_environment"] as const;
export type Refusal = (typeof refusals)[number];

export const isRefusal = (code: BankCheckCode): code is Refusal => refusals.some((refusal) => refusal === code);

/** "production": the login works there and not where it was tried. */
export type OtherEnvironment = "test" | "production";

const langOf = (locale: string): "ru" | "en" => (locale === "en" ? "en" : "ru");

interface Words {
  message: string;
  hint: string | null;
}

const ok: Record<"ru" | "en", Words> = {
  ru: { message: "Банк принимает логин и пароль", hint: null },
  en: { message: "The bank accepts the login and the password", hint: null },
};

const elsewhere: Record<OtherEnvironment, Record<"ru" | "en", Words>> = {
  test: {
    ru: {
      message: "Доступ запрещён: с этими логином и паролем работает тестовый шлюз банка",
      hint: "Выберите тип подключения «Тестовый шлюз банка» или введите боевые логин и пароль.",
    },
    en: {
      message: "Access denied: this login and password work at the bank's test gateway",
      hint: "Choose the connection type “The bank’s test gateway”, or enter the production login and password.",
    },
  },
  production: {
    ru: {
      message: "Доступ запрещён: с этими логином и паролем работает боевой шлюз банка",
      hint: "Выберите тип подключения «Боевой» или введите тестовые логин и пароль.",
    },
    en: {
      message: "Access denied: this login and password work at the bank's production gateway",
      hint: "Choose the connection type “Production”, or enter the test login and password.",
    },
  },
};

/** The bank was reached and had troubles of its own: nothing is said about the login, and no payment is concerned. */
const unchecked: Record<"ru" | "en", Words> = {
  ru: { message: "Банк ответил ошибкой, и проверить логин не удалось", hint: "Повторите через несколько минут." },
  en: { message: "The bank answered with an error, so the login could not be checked", hint: "Try again in a few minutes." },
};

/** Says that the login could not be checked, with the bank's own text where it gave one. */
export function uncheckedWords(locale: string, bankText = ""): Words {
  const words = unchecked[langOf(locale)];
  return bankText.trim() === "" ? words : { ...words, message: `${words.message}: ${bankText.trim()}` };
}

export function checkWords(code: BankCheckCode, locale: string, other: OtherEnvironment | null = null): Words {
  const lang = langOf(locale);
  if (code === "ok") return ok[lang];
  if (code === "wrong_environment") return elsewhere[other ?? "test"][lang];
  return faultWords(code, lang);
}
