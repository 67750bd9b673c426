import { issue, openShop } from "#testing/rehearsal.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { findByNumber } from "./find-by-number.ts";

it("finds a payment by every number people may have, in the reader's accounts only", async () => {
  const shop = await openShop();
  const { uuid, link } = await issue(shop);
  const { id, slug, orderNumber, attempts } = await db.payment.findFirstOrThrow({ include: { attempts: true } });
  const [attempt] = attempts;
  for (const number of [orderNumber, orderNumber.toLowerCase(), orderNumber.slice(0, 3), id, id.toUpperCase(), uuid, slug, link, `${link}?utm=1`, attempt?.orderNumber, attempt?.mdOrder, attempt?.mdOrder?.toUpperCase()]) {
    expect(await findByNumber([shop.connectionId], number ?? "")).toEqual({ ids: [id], beginnings: [] });
    expect(await findByNumber([newUuid()], number ?? "")).toEqual({ ids: [], beginnings: [] });
  }
  for (const sign of ["nothing", "_", "%", "\\", `${orderNumber.slice(0, 1)}_`, `${orderNumber.slice(0, 1)}%`]) {
    expect(await findByNumber([shop.connectionId], sign), sign).toEqual({ ids: [], beginnings: [] });
  }
  for (const odd of ["50%_скидка\\1", "_1"]) {
    await db.payment.updateMany({ data: { orderNumber: odd } });
    expect(await findByNumber([shop.connectionId], odd)).toEqual({ ids: [id], beginnings: [] });
  }
});
