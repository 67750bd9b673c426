import { announce } from "./announce.ts";
import { checkEnvironment, environmentReport } from "./check-environment.ts";
import { loadEnvFile } from "./load-env-file.ts";
import { createShutdown } from "./shutdown.ts";
import { startHub } from "./start-hub.ts";

// Whoever read our output may go away before us; that is no reason to end badly.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

loadEnvFile();
const checked = checkEnvironment(process.env);
if (!checked.ok) {
  announce(environmentReport(checked.problems));
  process.exit(1);
}

const shutdown = createShutdown();
const leaving = new AbortController();
const starting = startHub({ env: checked.env, dev: process.argv.includes("--dev"), shutdown, signal: leaving.signal });

const end = async (exitCode: number): Promise<void> => {
  if (leaving.signal.aborted) return;
  leaving.abort();
  // A start in the middle of a step leaves it whole first, so that no half-started database stays behind.
  await starting.catch(() => undefined);
  await shutdown.run();
  process.exit(exitCode);
};

let firstSignalAt = 0;

/** A signal comes twice when a terminal and npm both pass it on; one that comes later means: now. */
const onSignal = (): void => {
  if (!leaving.signal.aborted) {
    firstSignalAt = performance.now();
    announce("Stopping …");
    void end(0);
  } else if (performance.now() - firstSignalAt > 2_000) process.exit(130);
};
process.on("SIGINT", onSignal);
process.on("SIGTERM", onSignal);
// The start script is gone, so nobody would ever stop this process.
process.on("disconnect", onSignal);

const onDefect = (kind: string) => (error: unknown) => {
  announce(`${kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  void end(1);
};
process.on("uncaughtException", onDefect("Uncaught error"));
process.on("unhandledRejection", onDefect("Unhandled rejection"));

try {
  await starting;
} catch (error) {
  if (!leaving.signal.aborted) {
    announce(error instanceof Error ? error.message : String(error));
    await end(1);
  }
}
