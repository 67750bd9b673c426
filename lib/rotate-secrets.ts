import { readSealedRows, replaceSealed, sealedFields, type SealedField, type SealedRow } from "./sealed-fields.ts";
import { isSealedWithFirstKey, seal, unseal } from "./secrets.ts";

export interface Rotation {
  /** Sealed anew with the first key now. */
  resealed: number;
  /** Were sealed with it already. */
  current: number;
  /** `field id` of secrets that no configured key opens; they stay untouched. */
  unreadable: string[];
}

const rotateRow = async (place: SealedField, row: SealedRow, rotation: Rotation): Promise<void> => {
  if (isSealedWithFirstKey(row.sealed)) {
    rotation.current += 1;
    return;
  }
  const where = { field: place.field, id: row.id };
  let plain: string;
  try {
    plain = unseal(row.sealed, where);
  } catch {
    rotation.unreadable.push(`${place.field} ${row.id}`);
    return;
  }
  if (await replaceSealed(place, row, seal(plain, where))) rotation.resealed += 1;
};

/**
 * Seals every stored secret with the first key of ENCRYPTION_KEY, so that the others can be dropped afterwards.
 * Safe beside running hubs that know both keys, and safe to repeat.
 */
export const rotateKeys = async (): Promise<Rotation> => {
  const rotation: Rotation = { resealed: 0, current: 0, unreadable: [] };
  for (const place of sealedFields) {
    for (const row of await readSealedRows(place)) await rotateRow(place, row, rotation);
  }
  return rotation;
};
