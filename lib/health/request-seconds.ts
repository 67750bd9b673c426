import { Histogram } from "prom-client";
import { metrics } from "./metrics.ts";

const name = "hub_request_seconds";

/** Made with the first observation: the name may exist already in a registry shared with another copy of this module. */
const histogram = (): Histogram<"route" | "status"> => {
  const registry = metrics();
  const known = registry.getSingleMetric(name) as Histogram<"route" | "status"> | undefined;
  return (
    known ??
    new Histogram({
      name,
      help: "Time to answer payment links and callbacks",
      labelNames: ["route", "status"],
      buckets: [0.005, 0.02, 0.05, 0.15, 0.3, 1, 3, 10, 30],
      registers: [registry],
    })
  );
};

export const observeRequest = (route: string, status: number, seconds: number): void => {
  histogram().observe({ route, status: String(status) }, seconds);
};
