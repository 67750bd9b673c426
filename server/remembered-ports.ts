import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

/** Ports chosen by the system once and kept, so that addresses stored in the database stay true after a restart. */
const portsSchema = z.record(z.string(), z.number().int().min(1).max(65_535));

type PortName = "database" | "sandbox-bank" | "sandbox-crm";

const portsFile = (dataDir: string): string => path.join(dataDir, "ports.json");

const readPorts = async (dataDir: string): Promise<Record<string, number>> => {
  try {
    return portsSchema.parse(JSON.parse(await readFile(portsFile(dataDir), "utf8")));
  } catch {
    return {};
  }
};

export const recallPort = async (dataDir: string, name: PortName): Promise<number | null> =>
  (await readPorts(dataDir))[name] ?? null;

export const rememberPort = async (dataDir: string, name: PortName, port: number): Promise<void> => {
  const ports = await readPorts(dataDir);
  if (ports[name] === port) return;
  await mkdir(dataDir, { recursive: true });
  const draft = `${portsFile(dataDir)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify({ ...ports, [name]: port }, null, 2)}\n`);
  await rename(draft, portsFile(dataDir));
};
