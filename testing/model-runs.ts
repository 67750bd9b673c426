/**
 * How much of the model-based tests is run: MODEL_RUNS programs, and MODEL_SEED for other ones. Everybody runs the same
 * programs unless told otherwise, so that a change is to blame for a failure; "random" looks for what nobody has met.
 */
const numberFrom = (name: string, otherwise: number): number => {
  const given = process.env[name] ?? "";
  if (given === "random") return Date.now() % 2 ** 31;
  const number = Number(given);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

export const modelRuns = numberFrom("MODEL_RUNS", 1_000);
export const modelSeed = numberFrom("MODEL_SEED", 101);
