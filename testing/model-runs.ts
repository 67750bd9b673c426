/** How much of the model-based tests is run: MODEL_RUNS programs, and MODEL_SEED to repeat a run. */
const numberFrom = (name: string, otherwise: number): number => {
  const given = Number(process.env[name] ?? "");
  return Number.isInteger(given) && given > 0 ? given : otherwise;
};

export const modelRuns = numberFrom("MODEL_RUNS", 2_000);
export const modelSeed = numberFrom("MODEL_SEED", Date.now() % 2 ** 31);
