import { bank } from "#testing/rehearsal.ts";
import { askAboutAll, opened, openProblems } from "#testing/rehearsed-payment.ts";
import { sandboxMerchant } from "#sandbox/bank/index.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { checkBankLogin } from "./check-bank-login.ts";
import { recordCheck } from "./record-check.ts";

it.each([
  ["systemError", /^Банк ответил ошибкой, и проверить логин не удалось: Системная ошибка/],
  ["empty502", /^Банк ответил ошибкой, и проверить логин не удалось$/],
] as const)("a login that could not be checked (%s) is not spoken of as a payment", async (kind, words) => {
  await bank.addFault({ method: "getOrderStatusExtended", kind, times: -1 });
  const check = await checkBankLogin({ environment: "test", ...sandboxMerchant }, "ru");
  expect(check).toMatchObject({ ok: false, code: "other", message: expect.stringMatching(words) as unknown, hint: "Повторите через несколько минут." });
});

it.each(["denied", "unreachable"] as const)("a login found %s is in order again as soon as the bank answers to it", async (code) => {
  const { shop } = await opened();
  await db.$transaction(async (tx) => {
    const sync = await tx.sync.update({ where: { id: shop.syncId }, data: { checkCode: code } });
    await recordCheck(tx, sync, { ok: false, code, worksIn: null, message: "", hint: null });
  });
  expect(await openProblems()).toHaveLength(1);
  await askAboutAll();
  expect(await db.sync.findFirst()).toMatchObject({ checkCode: "ok" });
  expect(await openProblems()).toEqual([]);
});
