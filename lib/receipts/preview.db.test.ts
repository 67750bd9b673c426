import { hubUrl } from "#testing/rehearsal.ts";
import { signedIn } from "#testing/people.ts";
import { issueFor, openReceiptShop } from "#testing/receipt-shop.ts";
import { expect, it } from "vitest";
import { POST as previewRoute } from "#app/api/syncs/[id]/receipt-preview/route.ts";
import { db } from "#lib/db.ts";
import type { PreviewView } from "./receipt-view.ts";

const tea = { name: "Чай чёрный", price: "350.00", quantity: "2", vat: "vat22" };

async function previewer(connectionId: string, syncId: string) {
  const { browser } = await signedIn({ [connectionId]: "viewer" }, { origin: hubUrl });
  return async (body: unknown) => {
    const response = await browser.visit(previewRoute, `/api/syncs/${syncId}/receipt-preview`, { method: "POST", body, params: { id: syncId } });
    return { status: response.status, body: (await response.json()) as PreviewView & { error?: { fields?: Record<string, string[]> } } };
  };
}

it("previews a stored payment, with settings that are not saved, and stores nothing", async () => {
  const shop = await openReceiptShop();
  await issueFor(shop, [tea], { discount: "0.01" });
  const { id: paymentId } = await db.payment.findFirstOrThrow();
  const preview = await previewer(shop.connectionId, shop.syncId);
  const { status, body } = await preview({ paymentId });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ok: true,
    taxSystem: 0,
    receipt: {
      amount: "699.99",
      lines: [{ price: "349.99" }, { price: "350.00" }],
      taxes: [{ vat: "vat22", sum: "699.99", tax: "126.22" }],
      buyer: { email: "anna@example.ru", phone: "79000000000" },
      steps: [{ key: "rounding_taken" }, { key: "line_split" }],
    },
    orderBundle: { cartItems: { items: [{ positionId: 1 }, { positionId: 2 }] } },
  });
  const later = await preview({ paymentId, fiscal: { ffd: "1.2", nameLimit: 16 } });
  expect(later.body).toMatchObject({ receipt: { lines: [{ unit: "шт" }, {}] }, orderBundle: { cartItems: { items: [{ quantity: { measure: "0" } }, {}] } } });
  expect((await db.sync.findFirstOrThrow()).fiscal).toMatchObject({ ffd: "1.05", nameLimit: 128 });
});

it("says why there can be none, in words, and which pasted fields are wrong", async () => {
  const shop = await openReceiptShop();
  const preview = await previewer(shop.connectionId, shop.syncId);
  const text = JSON.stringify({ amount: 700, items: [{ ...tea, vat: "vat99" }] });
  expect((await preview({ text })).body).toEqual({
    ok: false,
    reason: "receipt_vat_unknown",
    message: expect.stringContaining("Товар 1 «Чай чёрный»") as unknown,
  });
  const wrong = await preview({ text: '{"amount": 1, "items": [{"price": "дорого"}]}' });
  expect(wrong.status).toBe(400);
  expect(Object.keys(wrong.body.error?.fields ?? {})).toEqual(["items.0.price"]);
  for (const body of [{}, { text: "" }, { text: "x" }, { paymentId: "x" }, { fiscal: { ffd: "7" }, text }, "x", null]) {
    expect((await preview(body)).status).toBe(400);
  }
});

it("is for members only, and only for payments of this very sync", async () => {
  const shop = await openReceiptShop();
  await issueFor(shop, [tea]);
  const { id: paymentId } = await db.payment.findFirstOrThrow();
  const { browser } = await signedIn({}, { origin: hubUrl });
  const stranger = await browser.visit(previewRoute, `/api/syncs/${shop.syncId}/receipt-preview`, { method: "POST", body: { paymentId }, params: { id: shop.syncId } });
  expect(stranger.status).toBe(404);
  const { id: _, ...other } = await db.sync.findFirstOrThrow();
  const second = await db.sync.create({ data: { ...other, fiscal: {}, capabilities: {}, shopCode: "shp-other", syncKey: "y".repeat(40) } });
  const preview = await previewer(shop.connectionId, second.id);
  expect((await preview({ paymentId })).status).toBe(404);
});

it("is not to be asked for without end", async () => {
  const shop = await openReceiptShop();
  const preview = await previewer(shop.connectionId, shop.syncId);
  for (let asked = 0; asked < 60; asked++) expect((await preview({ text: "x" })).status).toBe(400);
  expect((await preview({ text: "x" })).status).toBe(429);
});
