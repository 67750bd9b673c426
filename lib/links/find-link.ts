import { db } from "#lib/db.ts";
import type { Attempt, Connection, Payment, Sync } from "#lib/generated/prisma/client.ts";
import type { LinkState } from "./link-decision.ts";

export type Link = Payment & { sync: Sync; connection: Connection; attempts: Attempt[] };

const slugForm = /^[0-9A-Za-z]{10}$/;

/** The payment behind a short link, with all that deciding needs; null for an unknown slug. */
export async function findLink(slug: string): Promise<Link | null> {
  if (!slugForm.test(slug)) return null;
  return db.payment.findUnique({
    where: { slug },
    include: { sync: true, connection: true, attempts: { orderBy: { seq: "asc" } } },
  });
}

export const linkState = ({ sync, connection, ...payment }: Link): LinkState => ({
  ...payment,
  on: sync.enabled && connection.active && !connection.frozen,
  linkDays: sync.linkDays,
});
