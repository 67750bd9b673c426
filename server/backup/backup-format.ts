import { z } from "zod";

/**
 * A backup is gzipped JSON lines: the header, then `{table}` before the rows of each table, each row as PostgreSQL's
 * own text of the whole row, which loses nothing of any type, and `{end}` so that a cut file is noticed.
 */
export const headerSchema = z.object({
  format: z.literal("retailcrm-alfabank-hub backup 1"),
  createdAt: z.string(),
  /** The schema the rows were taken from. */
  migrations: z.array(z.string()),
});

export type BackupHeader = z.infer<typeof headerSchema>;

export const lineSchema = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({ end: z.number().int() }),
  z.string(),
]);

export type BackupLine = z.infer<typeof lineSchema>;
