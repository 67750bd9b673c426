import { AppError, type FieldErrors } from "#lib/errors.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { isRefusal, type Refusal } from "./bank-check-words.ts";
import { type BankCheck, checkBankLogin } from "./check-bank-login.ts";
import type { BankLoginInput } from "./sync-schema.ts";

/** Each try sends somebody's credentials to the bank: enough for setting up, useless for guessing. */
const triesPerPerson = { name: "bank-login-check", points: 20, seconds: 60 } as const;

const reasons: Record<Refusal, string> = {
  denied: "bank_denied",
  change_password: "bank_change_password",
  wrong_environment: "bank_wrong_environment",
};

const fieldsOf = ({ code, worksIn }: BankCheck): FieldErrors => {
  if (code === "wrong_environment") return { environment: [worksIn === "test" ? "bank_works_in_test" : "bank_works_in_production"] };
  return code === "change_password" ? { password: ["bank_change_password"] } : { login: ["bank_denied"], password: ["bank_denied"] };
};

/** The check on behalf of a person, within the limit of tries. */
export async function tryBankLogin(userId: string, login: BankLoginInput, locale: string): Promise<BankCheck> {
  await consume(triesPerPerson, userId);
  return checkBankLogin(login, locale);
}

/**
 * Before saving: what the bank refuses outright is refused here, at its field. A bank that cannot be reached does not
 * block the set-up; the check then says what is wrong.
 */
export async function judgeBankLogin(userId: string, login: BankLoginInput, locale: string): Promise<BankCheck> {
  const check = await tryBankLogin(userId, login, locale);
  if (isRefusal(check.code)) throw new AppError("invalid_input", { reason: reasons[check.code], fields: fieldsOf(check) });
  return check;
}
