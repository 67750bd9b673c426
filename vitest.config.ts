import { defineConfig } from "vitest/config";

/** Thousands of random programs: minutes of their own, so that they run beside the end-to-end tests. */
const models = ["**/*-model.db.test.ts"];

const ignored = ["**/node_modules/**", "**/.next/**", "data/**", "e2e/**", "lib/generated/**"];

const onDatabase = {
  environment: "node",
  globalSetup: ["testing/database-server.ts"],
  setupFiles: ["testing/worker-database.ts"],
  pool: "forks" as const,
  maxWorkers: 2,
};

export default defineConfig({
  test: {
    // These only end what hangs: a slow machine fails no test.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 100_000 } },
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...ignored, "**/*.db.test.ts"],
          setupFiles: ["testing/environment.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: [...ignored, ...models],
          ...onDatabase,
        },
      },
      {
        extends: true,
        test: { name: "model", include: models, exclude: ignored, ...onDatabase },
      },
    ],
  },
});
