import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/**
 * Writes the Prisma client to lib/generated/prisma. Prisma's command line insists on a native schema engine although
 * generating needs none; naming any executable keeps it from downloading one.
 */
export const generate = (): void => {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve("prisma/package.json");
  execFileSync(process.execPath, [path.join(path.dirname(manifest), "build/index.js"), "generate", "--no-hints"], {
    cwd: root,
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
};

if (import.meta.main) generate();
