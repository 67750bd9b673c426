import { taxSystems } from "#lib/syncs/sync-schema.ts";

/** The bank's code of a tax system as a key of the catalog. */
export const taxKey = (code: number): (typeof taxSystems)[number] => taxSystems.find((known) => known === code) ?? 0;
