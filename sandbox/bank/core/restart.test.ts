import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createBank, sandboxMerchant } from "../index.ts";
import { events, startShop } from "../trial/bank-trial.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "bank-"));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

const bankOn = (stateFile: string) => createBank({ publicUrl: "http://127.0.0.1/bank", stateFile, seed: 3 });
type Bank = ReturnType<typeof bankOn>;

async function register(bank: Bank, orderNumber: string): Promise<Record<string, string>> {
  const body = new URLSearchParams({ userName: sandboxMerchant.login, password: sandboxMerchant.password, orderNumber, amount: "1000", returnUrl: "http://shop.example/" });
  const response = await bank.fetch(new Request("http://127.0.0.1/payment/rest/register.do", { method: "POST", body }));
  return (await response.json()) as Record<string, string>;
}

test("everything survives a restart: orders, settings, clock, faults, used numbers and ids", async () => {
  const file = join(folder(), "deep", "bank.json");
  const first = bankOn(file);
  const { orderId = "" } = await register(first, "A-1");
  await first.control.payAsPayer(orderId);
  await first.control.editMerchant(sandboxMerchant.login, { name: "Другая лавка" });
  await first.control.addFault({ method: "refund", kind: "http500" });
  await first.control.advance(3_600_000);
  const key = await first.control.publicKey();
  const before = await first.control.order(orderId);
  await first.close();

  const second = bankOn(file);
  expect(await second.control.order(orderId)).toEqual(before);
  expect(await second.control.merchant(sandboxMerchant.login)).toMatchObject({ name: "Другая лавка" });
  expect(await second.control.faults()).toHaveLength(1);
  expect(await second.control.publicKey()).toBe(key);
  expect(await second.control.now()).toBeGreaterThan(Date.now() + 3_599_000);
  expect(await register(second, "A-1")).toMatchObject({ errorCode: "1" });
  expect((await register(second, "A-2"))["orderId"]).not.toBe(orderId);
  await second.close();
  expect(readdirSync(join(file, ".."))).toEqual(["bank.json"]);
});

test("what was planned goes on: expiry and notifications", async () => {
  const file = join(folder(), "bank.json");
  let healthy = false;
  const shop = await startShop(() => (healthy ? 200 : 500));
  const first = bankOn(file);
  await first.control.editMerchant(sandboxMerchant.login, { callback: { url: shop.url } });
  const { orderId: paid = "" } = await register(first, "A-1");
  const { orderId: open = "" } = await register(first, "A-2");
  await first.control.payAsPayer(paid);
  await first.control.settle();
  await first.close();
  healthy = true;

  const second = bankOn(file);
  await second.control.advance(1_201_000);
  await second.control.settle();
  expect(await second.control.order(open)).toMatchObject({ status: 6, actionCode: -2014 });
  expect(events(shop.heard).sort()).toEqual(["declinedByTimeout/0", "deposited/1", "deposited/1"]);
  await second.close();
});

test("a notification cut off by the stop is sent again after the restart", async () => {
  const file = join(folder(), "bank.json");
  let answer: (status: number) => void = () => undefined;
  const shop = await startShop(() => new Promise<number>((resolve) => (answer = resolve)));
  const first = bankOn(file);
  await first.control.editMerchant(sandboxMerchant.login, { callback: { url: shop.url } });
  await first.control.payAsPayer((await register(first, "A-1"))["orderId"] ?? "");
  await expect.poll(() => shop.heard.length).toBe(1);
  await first.close(); // without waiting for the answer
  answer(500);

  const second = bankOn(file);
  await expect.poll(() => shop.heard.length).toBe(2);
  answer(200);
  await second.control.settle();
  expect(await second.control.callbacks()).toMatchObject([{ state: "delivered" }]);
  await second.close();
});

test("a damaged file is set aside, not lost, and the bank starts fresh", async () => {
  const path = folder();
  const file = join(path, "bank.json");
  writeFileSync(file, '{"version":1,"orders":[');
  const bank = bankOn(file);
  expect(await bank.control.orders()).toEqual([]);
  expect(await register(bank, "A-1")).toHaveProperty("orderId");
  await bank.close();
  const aside = readdirSync(path).find((name) => name.includes("unreadable"));
  expect(readFileSync(join(path, aside ?? ""), "utf8")).toBe('{"version":1,"orders":[');
});
