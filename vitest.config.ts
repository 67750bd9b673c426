import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next/**", "data/**", "e2e/**", "lib/generated/**"];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
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
          environment: "node",
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          globalSetup: ["testing/database-server.ts"],
          setupFiles: ["testing/worker-database.ts"],
          pool: "forks",
          maxWorkers: 2,
        },
      },
    ],
  },
});
