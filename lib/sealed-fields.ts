import { db } from "./db.ts";
import { Prisma } from "./generated/prisma/client.ts";

/** Every column that holds a sealed secret; `field` is the name bound into the seal (see secrets.ts). */
export const sealedFields = [
  { table: "Connection", column: "sealedApiKey", field: "Connection.apiKey" },
  { table: "Sync", column: "sealedPassword", field: "Sync.password" },
  { table: "Sync", column: "sealedCallbackToken", field: "Sync.callbackToken" },
  { table: "User", column: "sealedTotp", field: "User.totp" },
  { table: "FormerAccess", column: "sealedPassword", field: "FormerAccess.password" },
] as const;

export type SealedField = (typeof sealedFields)[number];

export interface SealedRow {
  id: string;
  sealed: string;
}

const identifier = (name: string): Prisma.Sql => Prisma.raw(`"${name}"`);

export const readSealedRows = ({ table, column }: SealedField): Promise<SealedRow[]> =>
  db.$queryRaw<SealedRow[]>`
    SELECT id::text AS id, ${identifier(column)} AS sealed FROM ${identifier(table)}
    WHERE ${identifier(column)} IS NOT NULL ORDER BY id`;

/** One row per key in use, so that the answer to "can we still read them?" stays small. */
export const sampleSealedRows = ({ table, column }: SealedField): Promise<SealedRow[]> =>
  db.$queryRaw<SealedRow[]>`
    SELECT DISTINCT ON (split_part(${identifier(column)}, '.', 2)) id::text AS id, ${identifier(column)} AS sealed
    FROM ${identifier(table)} WHERE ${identifier(column)} IS NOT NULL
    ORDER BY split_part(${identifier(column)}, '.', 2), id`;

/** Writes only if nobody has changed the secret meanwhile; answers whether it did. */
export const replaceSealed = async (
  { table, column }: SealedField,
  { id, sealed }: SealedRow,
  resealed: string,
): Promise<boolean> => {
  const changed = await db.$executeRaw`
    UPDATE ${identifier(table)} SET ${identifier(column)} = ${resealed}
    WHERE id = ${id}::uuid AND ${identifier(column)} = ${sealed}`;
  return changed === 1;
};
