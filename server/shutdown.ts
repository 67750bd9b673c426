import { announce } from "./announce.ts";

interface Step {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

/** What has been started so far; it is stopped in the opposite order, whatever point the start has reached. */
export interface Shutdown {
  push(name: string, stop: () => Promise<void>): void;
  run(): Promise<void>;
}

const limitMs = 30_000;

const within = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("took too long"));
    }, ms);
  });
  await Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
};

export const createShutdown = (): Shutdown => {
  const steps: Step[] = [];
  let running: Promise<void> | null = null;
  const stopAll = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await within(step.stop(), limitMs);
      } catch (error) {
        announce(`Stopping ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  return {
    push: (name, stop) => {
      steps.push({ name, stop });
    },
    run: () => (running ??= stopAll()),
  };
};
