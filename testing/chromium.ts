import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

export interface BrowserProgram {
  readonly executablePath: string;
  readonly args: string[];
}

/**
 * Needed as root and in containers. Not the package's own list: that one also switches web security off, and our
 * tests are about cookies, origins and content policies.
 */
const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];

const packageVersion = async (): Promise<string> => {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest = path.join(entry.slice(0, entry.lastIndexOf("chromium")), "chromium", "package.json");
  return (JSON.parse(await readFile(manifest, "utf8")) as { version: string }).version;
};

/** Unpacks the browser once per version and user; parallel runs may race, the first finished copy is kept. */
const unpack = async (): Promise<string> => {
  const user = process.getuid?.() ?? 0;
  const folder = path.join(tmpdir(), `hub-chromium-${await packageVersion()}-${user}`);
  const program = path.join(folder, "chromium");
  if (existsSync(program)) return program;
  const draft = await mkdtemp(path.join(tmpdir(), "hub-chromium-"));
  const usual = process.env["TMPDIR"];
  process.env["TMPDIR"] = draft;
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
  } finally {
    if (usual === undefined) Reflect.deleteProperty(process.env, "TMPDIR");
    else process.env["TMPDIR"] = usual;
  }
  await mkdir(path.dirname(folder), { recursive: true });
  await rename(draft, folder).catch(async () => {
    await rm(draft, { recursive: true, force: true });
  });
  return program;
};

/** CHROMIUM_PATH when set, otherwise the Chromium that comes as an npm package; nothing is downloaded. */
export const findChromium = async (): Promise<BrowserProgram> => {
  const given = process.env["CHROMIUM_PATH"];
  return { executablePath: given === undefined || given === "" ? await unpack() : given, args };
};
