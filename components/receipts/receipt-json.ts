import type { CartView, LineView, PreviewView, ReceiptView } from "#lib/receipts/receipt-view.ts";

/** What the JSON API tells about receipts. Sums are roubles as decimal text. */
export type CartJson = CartView;
export type LineJson = LineView;
export type ReceiptJson = ReceiptView;
export type PreviewJson = PreviewView;
export type NoteJson = CartView["steps"][number] | CartView["warnings"][number];
