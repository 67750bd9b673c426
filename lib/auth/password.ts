import { hash, verify } from "@node-rs/argon2";

/** argon2id (the package's default kind) with OWASP's smallest cost: 19 MiB and two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on another keyboard or system may arrive composed differently. */
const normal = (password: string): string => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost);

let stranger: Promise<string> | undefined;

/**
 * Does the password fit? Without a stored hash (no such user) the work is done all the same,
 * so that the time of the answer does not tell who has an account.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await (stranger ??= hashPassword("nobody has this"))), normal(password));
  return stored !== null && fits;
}
