import { db, isUniqueViolation, type Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { newUserInput } from "./account-schema.ts";
import { hashPassword } from "./password.ts";

export interface NewUser {
  email: string;
  password: string;
  name?: string;
}

/** A new account; it sees nothing of anybody's until invited. Throws `invalid_input`, or `conflict` when the e-mail is taken. */
export async function createUser(input: NewUser): Promise<{ id: string; email: string }> {
  const { email, password, name } = parseInput(newUserInput, input);
  return insertUser(db, { email, passwordHash: await hashPassword(password), name: name ?? null });
}

interface StoredUser {
  email: string;
  passwordHash: string;
  name: string | null;
}

export async function insertUser(tx: Tx, user: StoredUser): Promise<{ id: string; email: string }> {
  try {
    return await tx.user.create({ data: user, select: { id: true, email: true } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("conflict", { reason: "email_taken", fields: { email: ["email_taken"] }, cause: error });
  }
}
