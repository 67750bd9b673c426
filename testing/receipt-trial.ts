/** What tests about receipts of the bank ask and do. Import `rehearsal.ts` first. */
import { POST as closeRoute } from "#app/api/payments/[id]/close-receipt/route.ts";
import { GET as getRoute } from "#app/api/payments/[id]/route.ts";
import { POST as syncRoute } from "#app/api/payments/[id]/sync/route.ts";
import { db } from "#lib/db.ts";
import type { PaymentDetail } from "#lib/payments/payment-view.ts";
import { checkReceipts } from "#lib/receipts/check-receipts.ts";
import { signedIn } from "./people.ts";
import { bank, hubUrl } from "./rehearsal.ts";

export const tea = { name: "Чай чёрный", price: "350.00", quantity: "2", vat: "vat22" };
export const login = "r-sandbox-api";

export const receipts = () => db.receipt.findMany({ orderBy: { createdAt: "asc" } });
export const attemptId = async () => (await db.attempt.findFirstOrThrow()).id;
export const attemptRow = () => db.attempt.findFirstOrThrow();
export const problems = async () =>
  (await db.problem.findMany({ where: { clearedAt: null, kind: { startsWith: "receipt" } } })).map(({ kind }) => kind);

/** As if the next question to the bank were due. */
export const due = () => db.$executeRaw`UPDATE "Receipt" SET "nextCheckAt" = now() - interval '1 second' WHERE "nextCheckAt" IS NOT NULL`;
export const ask = async () => {
  await due();
  await checkReceipts(await attemptId());
};
export const printed = async () => {
  await bank.advance(60_000);
  await ask();
};

/** What the bank says instead of making the closing receipt. */
export const answerClosing = (body: Record<string, unknown>, status = 200) =>
  bank.addFault({ method: "closeOfdReceipt", kind: "custom", status, contentType: "text/plain", body: JSON.stringify(body) });
export const closingRefusal = { errorCode: "7", errorMessage: "Платёж должен быть в корректном состоянии" };

export async function reader(connectionId: string, role: "manager" | "viewer" = "manager") {
  const { browser } = await signedIn({ [connectionId]: role }, { origin: hubUrl });
  const { id } = await db.payment.findFirstOrThrow();
  const params = { id };
  const post = { method: "POST", body: {}, params };
  return {
    get: async () => (await (await browser.visit(getRoute, `/api/payments/${id}`, { params })).json()) as PaymentDetail,
    close: () => browser.visit(closeRoute, `/api/payments/${id}/close-receipt`, post),
    sync: () => browser.visit(syncRoute, `/api/payments/${id}/sync`, post),
  };
}
