import { CommandFailure } from "./command.ts";

/** What a use case refuses, in words for a terminal, with the option that is to blame; anything else stays as it is. */
export const explainRefusal = async (error: unknown): Promise<unknown> => {
  const [{ AppError }, { errorText }] = await Promise.all([
    import("#lib/errors.ts"),
    import("#lib/i18n/error-text.ts"),
  ]);
  if (!(error instanceof AppError)) return error;
  const fields = Object.entries(error.fields ?? {}).map(
    ([field, reasons]) => `--${field}: ${reasons.map((reason) => errorText("en", reason)).join(" ")}`,
  );
  const words = fields.length > 0 ? fields.join("\n") : errorText("en", error.reason, error.params);
  return new CommandFailure(words, { cause: error });
};
