import { PATIENCE_SECONDS } from "#testing/patience.ts";
import { openShop, issue } from "#testing/rehearsal.ts";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { db } from "#lib/db.ts";
import { CLAIM_SECONDS, claimPayment } from "./claim-payment.ts";

/** R5: one at a time over all instances, and nobody waits long for the dead. */

let paymentId = "";

beforeEach(async () => {
  await issue(await openShop(), "1000.00");
  paymentId = (await db.payment.findFirstOrThrow()).id;
});

afterEach(() => {
  vi.useRealTimers();
});

const secondsLeft = async (): Promise<number> => {
  const [row] = await db.$queryRaw<{ left: number }[]>`SELECT extract(epoch FROM "leaseUntil" - now())::float AS left FROM "Payment"`;
  return row?.left ?? Number.NaN;
};

const letTimePass = (seconds: number) => db.$executeRaw`UPDATE "Payment" SET "leaseUntil" = "leaseUntil" - make_interval(secs => ${seconds})`;

it("is one caller's until he gives it back; other kinds of work go on", async () => {
  const claim = await claimPayment(paymentId, "order");
  expect(await claimPayment(paymentId, "order")).toBeNull();
  const delivery = await claimPayment(paymentId, "delivery");
  expect(delivery).not.toBeNull();
  expect(await claim?.release()).toBe(true);
  expect(await claimPayment(paymentId, "delivery")).toBeNull();
  expect(await (await claimPayment(paymentId, "order"))?.release()).toBe(true);
  expect(await delivery?.release()).toBe(true);
});

it("of many at once exactly one gets it", async () => {
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimPayment(paymentId, "order")));
  const taken = claims.filter((claim) => claim !== null);
  expect(taken).toHaveLength(1);
  await taken[0]?.release();
});

it("is renewed while its holder lives", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const claim = await claimPayment(paymentId, "order");
  for (let tens = 0; tens < 6; tens++) {
    await letTimePass(10);
    vi.advanceTimersByTime(10_000);
    await vi.waitFor(async () => {
      expect(await secondsLeft()).toBeGreaterThan(CLAIM_SECONDS - 10);
    }, PATIENCE_SECONDS * 1000);
  }
  expect(await claimPayment(paymentId, "order")).toBeNull();
  expect(await claim?.release()).toBe(true);
});

it("runs out by itself when its holder has died, who learns of it should he be alive after all", async () => {
  const dead = await claimPayment(paymentId, "order");
  await letTimePass(CLAIM_SECONDS + 1);
  const heir = await claimPayment(paymentId, "order");
  expect(heir).not.toBeNull();
  expect(await dead?.release()).toBe(false);
  expect(await claimPayment(paymentId, "order")).toBeNull();
  expect(await heir?.release()).toBe(true);
});
