import { z } from "zod";
import { fiscalFields } from "./fiscal-schema.ts";

/** What is previewed: a payment that is stored, or the text of a RetailCRM call. Messages are keys of the catalog "errors". */
export const previewInput = z.object(
  {
    paymentId: z.guid("invalid_uuid").nullish(),
    /** A `create` call of RetailCRM as it was received, or only its JSON. */
    text: z.string("wrong_type").max(200_000, "too_long").nullish(),
    /** Settings that are not saved yet; absent ones are the sync's own. */
    fiscal: z.object(fiscalFields).partial().nullish(),
  },
  "wrong_type",
);

export type PreviewInput = z.output<typeof previewInput>;
