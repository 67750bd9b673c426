import { createHash } from "node:crypto";
import { db, type Tx } from "#lib/db.ts";
import { randomBase36 } from "#lib/ids.ts";

const COUNT = 10;
const LENGTH = 16;

/** Random enough to need no salt and no slow hash. */
const hashOf = (userId: string, code: string): string => createHash("sha256").update(`${userId}\n${code}`).digest("base64url");

const grouped = (code: string): string => code.match(/.{4}/g)?.join("-") ?? code;

/** Replaces a person's codes. They are shown this once. */
export async function renewRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => randomBase36(LENGTH));
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: hashOf(userId, code) })) });
  return codes.map(grouped);
}

/** True once for each code; `code` as plainCode() leaves it. */
export async function useUpRecoveryCode(userId: string, code: string): Promise<boolean> {
  const { count } = await db.recoveryCode.deleteMany({ where: { userId, codeHash: hashOf(userId, code) } });
  return count === 1;
}
