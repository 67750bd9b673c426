/** Kopecks as the gateway prints them: 150000 → `1500.00`. */
export function formatRoubles(kopecks: number): string {
  return `${String(Math.trunc(kopecks / 100))}.${String(kopecks % 100).padStart(2, "0")}`;
}
