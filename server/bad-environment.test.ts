import { execFile } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import { cleanEnvironment } from "#testing/hub-process.ts";

const root = path.resolve(import.meta.dirname, "..");

interface Ended {
  code: number | null;
  words: string;
}

function start(settings: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    const env = cleanEnvironment({ DATA_DIR: "/proc/nowhere", ...settings });
    const child = execFile(process.execPath, ["server/main.ts"], { cwd: root, env, timeout: 100_000 }, (_error, out, errors) => {
      resolve({ code: child.exitCode, words: `${out}${errors}` });
    });
  });
}

it("C-71 a start with wrong settings ends at once, with one line for each and neither stack nor secret", async () => {
  const { code, words } = await start({
    DATABASE_URL: "postgresql://hub:db-password-1@127.0.0.1:1/hub",
    PUBLIC_URL: "http://shop.example.ru",
    ENCRYPTION_KEY: "v1:not-a-key-but-secret",
    NEXTAUTH_SECRET: "short",
  });
  expect(code).not.toBe(0);
  expect(code).not.toBeNull();
  for (const name of ["PUBLIC_URL", "ENCRYPTION_KEY", "NEXTAUTH_SECRET"]) expect(words.match(new RegExp(`^\\s*${name}: `, "gm"))).toHaveLength(1);
  expect(words).not.toMatch(/^\s+at /m);
  expect(words).not.toMatch(/db-password-1|not-a-key-but-secret/);
});
