import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { addSeconds, now } from "#lib/clock.ts";
import { intermediateFiles, rootFile } from "./ca-files.ts";
import { caPath } from "./ca-install.ts";
import { bankCaFolder } from "./ca-store.ts";

export interface CaState {
  /** The root and at least one intermediate are there and in date. */
  installed: boolean;
  /** The first date on which one of them runs out. */
  validTo: string | null;
  expiresSoon: boolean;
  files: { name: string; validTo: string | null; expired: boolean }[];
}

const SOON_SECONDS = 60 * 24 * 3_600;

const readCertificate = async (file: string): Promise<X509Certificate | null> => {
  try {
    return new X509Certificate(await readFile(file));
  } catch {
    return null;
  }
};

/** What is installed, for people to see. Trust itself reads the folder anew and is not decided here. */
export async function bankCaState(folder = bankCaFolder()): Promise<CaState> {
  const found = await Promise.all(
    [rootFile, ...intermediateFiles].map(async (file) => ({ file, certificate: await readCertificate(caPath(folder, file)) })),
  );
  const inDate = (certificate: X509Certificate | null): boolean => certificate !== null && certificate.validToDate > now();
  const [root, ...others] = found;
  const dates = found.flatMap(({ certificate }) => (certificate === null ? [] : [certificate.validToDate])).sort((a, b) => a.getTime() - b.getTime());
  const first = dates[0] ?? null;
  return {
    installed: inDate(root?.certificate ?? null) && others.some(({ certificate }) => inDate(certificate)),
    validTo: first?.toISOString() ?? null,
    expiresSoon: first !== null && first < addSeconds(now(), SOON_SECONDS),
    files: found.map(({ file, certificate }) => ({
      name: file.name,
      validTo: certificate?.validToDate.toISOString() ?? null,
      expired: certificate !== null && !inDate(certificate),
    })),
  };
}
