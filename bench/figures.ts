/** One measured quantity: its samples, in milliseconds unless the name says otherwise. */
export interface Figure {
  name: string;
  samples: number[];
}

export interface Row {
  name: string;
  runs: number;
  median: number;
  p95: number;
  max: number;
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

const rounded = (value: number): number => Math.round(value * 10) / 10;

export function summarise({ name, samples }: Figure): Row {
  const sorted = [...samples].sort((a, b) => a - b);
  return { name, runs: sorted.length, median: rounded(at(sorted, 0.5)), p95: rounded(at(sorted, 0.95)), max: rounded(at(sorted, 1)) };
}
