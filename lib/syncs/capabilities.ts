import { z } from "zod";
import type { Tx } from "#lib/db.ts";
import type { Sync } from "#lib/generated/prisma/client.ts";

/** What the bank's installation was seen to refuse; absent means it was never refused. */
const capabilities = z.object({
  /** Takes an address for notifications with each order. */
  dynamicCallback: z.literal(false).optional(),
  deposit: z.literal(false).optional(),
  reverse: z.literal(false).optional(),
  refund: z.literal(false).optional(),
  decline: z.literal(false).optional(),
});

export type Capability = keyof z.output<typeof capabilities>;

export function isRefused(sync: Pick<Sync, "capabilities">, capability: Capability): boolean {
  const known = capabilities.safeParse(sync.capabilities);
  return known.success && known.data[capability] === false;
}

/** Remembers a refusal, so that the next order does not run into it again. Changing the login forgets them all. */
export async function rememberRefusal(tx: Tx, syncId: string, capability: Capability): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Sync" SET capabilities = capabilities || jsonb_build_object(${capability}::text, false) WHERE id = ${syncId}::uuid`;
}

/** It worked after all: the bank has given the permission. */
export async function forgetRefusal(tx: Tx, syncId: string, capability: Capability): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Sync" SET capabilities = capabilities - ${capability}::text WHERE id = ${syncId}::uuid AND capabilities ? ${capability}::text`;
}
