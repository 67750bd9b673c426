/** SIMULATION_RUNS lives from SIMULATION_SEED on; the same for everybody unless told otherwise. */
const numberFrom = (name: string, otherwise: number): number => {
  const number = Number(process.env[name] ?? "");
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

export const simulationRuns = numberFrom("SIMULATION_RUNS", 3_000);
export const simulationSeed = numberFrom("SIMULATION_SEED", 1);
