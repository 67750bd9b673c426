import Acquiring from "sberbank-acquiring";
import { expect, test } from "vitest";
import { sandboxMerchant } from "../index.ts";
import { startTrial } from "../trial/bank-trial.ts";

/** A client somebody else wrote for this engine: if it understands the simulator, the simulator speaks the dialect. */
test("the public client registers, reads and refunds", async () => {
  const trial = await startTrial();
  const client = new Acquiring({ userName: sandboxMerchant.login, password: sandboxMerchant.password }, "http://shop.example/ok?n={order}");
  // The package knows only its own bank's addresses.
  Object.assign(client, { entry: trial.restUrl });

  const registered = (await client.register("PC-1", 1500.5, "Заказ 1 & мёд", { language: "ru" })) as Record<string, string>;
  expect(registered["formUrl"]).toContain(`mdOrder=${registered["orderId"] ?? ""}`);
  const mdOrder = registered["orderId"] ?? "";
  expect(await client.status(mdOrder)).toBe(0);
  expect(await client.status("00000000-0000-0000-0000-000000000000")).toBeNull();
  await expect(client.register("PC-1", 1500.5)).rejects.toMatchObject({ sberErrorCode: "1" });

  await trial.control.payAsPayer(mdOrder);
  expect(await client.get(null, "PC-1")).toMatchObject({ orderStatus: 2, amount: 150050, orderDescription: "Заказ 1 & мёд" });
  expect(await client.refund(mdOrder, 500)).toMatchObject({ errorCode: 0 });
  expect(await client.get(mdOrder)).toMatchObject({ orderStatus: 4, paymentAmountInfo: { depositedAmount: 100050, refundedAmount: 50000 } });
  await expect(client.refund(mdOrder, 5000)).rejects.toMatchObject({ sberErrorCode: 7 });
});
