import { bankClient } from "#lib/alfabank/client.ts";
import { bankErrorWords, type BankFault, bankFault } from "#lib/alfabank/error-words.ts";
import { gatewayFor } from "#lib/alfabank/gateways.ts";
import { ProviderError } from "#lib/errors.ts";
import { type BankCheckCode, checkWords, type OtherEnvironment, uncheckedWords } from "./bank-check-words.ts";
import type { BankLoginInput } from "./sync-schema.ts";

export interface BankCheck {
  ok: boolean;
  code: BankCheckCode;
  /** Set with "wrong_environment": where the login does work. */
  worksIn: OtherEnvironment | null;
  message: string;
  hint: string | null;
}

const METHOD = "getOrderStatusExtended";
/** An order nobody has: "not found" proves the login without touching anything (protocols: alfabank 1.4). */
const NO_ORDER = "00000000-0000-0000-0000-000000000000";
const TIMEOUT_MS = 15_000;
const OTHER_TIMEOUT_MS = 4_000;

const codes = {
  denied: "denied",
  change_password: "change_password",
  tls: "tls",
  unreachable: "unreachable",
  timeout: "timeout",
  geo: "geo",
} as const satisfies Partial<Record<ReturnType<typeof bankFault>, BankCheckCode>>;

const codeOf = (error: ProviderError): BankCheckCode => {
  const fault = bankFault(error, METHOD);
  if (fault in codes) return codes[fault as keyof typeof codes];
  // Whatever text comes with code 5 here: the question itself has nothing wrong in it but the login.
  return error.outcome === "rejected" && error.code === "5" ? "denied" : "other";
};

/** Their words are about payments: what became of one, and what to do about it. */
const aboutPayments: ReadonlySet<BankFault> = new Set(["wrong_state", "unclear", "bad_request", "not_found"]);

function wordsOf(error: ProviderError, code: BankCheckCode, locale: string) {
  if (code === "denied") return checkWords(code, locale);
  return aboutPayments.has(bankFault(error, METHOD)) ? uncheckedWords(locale, error.vendorMessage) : bankErrorWords(error, METHOD, locale);
}

async function probe({ environment, login, password }: BankLoginInput, timeoutMs: number): Promise<ProviderError | null> {
  try {
    await bankClient({ gateway: gatewayFor(environment, login), login, password }).status({ orderId: NO_ORDER }, { timeoutMs });
    return null;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
}

/** Test and production logins are mixed up so often that a refused one is tried on the other side as well. */
async function findWhereItWorks(given: BankLoginInput): Promise<OtherEnvironment | null> {
  if (given.environment === "sandbox") return null;
  const environment = given.environment === "test" ? "production" : "test";
  const sameGateway = gatewayFor(environment, given.login).baseUrl === gatewayFor(given.environment, given.login).baseUrl;
  if (sameGateway) return null;
  return (await probe({ ...given, environment }, OTHER_TIMEOUT_MS)) === null ? environment : null;
}

/**
 * Tries a login at the bank without side effects. Only addresses of our own list are ever called.
 * @throws AppError unavailable "sandbox_off"
 */
export async function checkBankLogin(given: BankLoginInput, locale: string): Promise<BankCheck> {
  const error = await probe(given, TIMEOUT_MS);
  if (error === null) return { ok: true, code: "ok", worksIn: null, ...checkWords("ok", locale) };
  const code = codeOf(error);
  const worksIn = code === "denied" ? await findWhereItWorks(given) : null;
  if (worksIn !== null) {
    return { ok: false, code: "wrong_environment", worksIn, ...checkWords("wrong_environment", locale, worksIn) };
  }
  return { ok: false, code, worksIn: null, ...wordsOf(error, code, locale) };
}
