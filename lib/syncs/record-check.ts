import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Sync } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { isRefusal } from "./bank-check-words.ts";
import type { BankCheck } from "./check-bank-login.ts";

/** Kinds shared with the payments, which meet the same troubles later. */
const REFUSED = "bank_login_refused";
const UNREACHABLE = "bank_unreachable";

/** The bank has answered to this access: what a check found wrong with it before is over. */
export async function noteAccepted(tx: Tx, { id, environment, login, sealedPassword, checkCode }: Sync): Promise<void> {
  await clearProblem(tx, { kind: REFUSED, subject: id });
  if (checkCode === null || checkCode === "ok") return;
  const { count } = await tx.sync.updateMany({ where: { id, environment, login, sealedPassword }, data: { checkedAt: now(), checkCode: "ok" } });
  if (count > 0) await clearProblem(tx, { kind: UNREACHABLE, subject: id });
}

/** Lets the problems of a sync follow from what trying its login came to. */
export async function recordCheck(tx: Tx, sync: Pick<Sync, "id" | "connectionId">, { code }: BankCheck): Promise<void> {
  const about = { subject: sync.id, connectionId: sync.connectionId, syncId: sync.id, detail: { code } };
  const refused = isRefusal(code);
  if (refused) await raiseProblem(tx, { ...about, kind: REFUSED });
  else if (code === "ok") await clearProblem(tx, { kind: REFUSED, subject: sync.id });
  if (!refused && code !== "ok") await raiseProblem(tx, { ...about, kind: UNREACHABLE });
  else await clearProblem(tx, { kind: UNREACHABLE, subject: sync.id });
}
