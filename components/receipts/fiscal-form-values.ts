import { z } from "zod";
import { changedValues } from "#components/changed-values.ts";
import { type FiscalSettings, fiscalFields } from "#lib/receipts/fiscal-schema.ts";

/** The form of the receipt settings: the same names as in the body of the sync, so that the server's errors find their fields. */
export const fiscalForm = z.object({ fiscal: z.object(fiscalFields) });

export type FiscalFormIn = z.input<typeof fiscalForm>;
export type FiscalFormOut = z.output<typeof fiscalForm>;

export const newAgent: NonNullable<FiscalSettings["agent"]> = {
  type: "commission_agent",
  supplierName: "",
  supplierInn: "",
  supplierPhone: "",
};

/** Changes as the API takes them; nothing at all when there are none. */
export function fiscalPatchBody({ fiscal }: FiscalFormOut, shown: { readonly fiscal?: Partial<Record<keyof FiscalSettings, unknown>> }) {
  const changed = changedValues(fiscal, shown.fiscal ?? {});
  return Object.keys(changed).length === 0 ? {} : { fiscal: changed };
}
