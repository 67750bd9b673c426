import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

/** Certificates trusted for bank hosts beside the usual roots: the installed ones and the operator's own file. */
export interface TrustPlaces {
  /** Folder filled by `ca:install`; may be missing. */
  folder: string;
  /** PEM file with further roots, from ALFABANK_EXTRA_CA. */
  extraFile: string | null;
}

export const bankCaFolder = (dataDir = env().dataDir): string => path.join(dataDir, "ca");

export const trustPlaces = (): TrustPlaces => ({ folder: bankCaFolder(), extraFile: env().alfabankExtraCa });

const installed = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".pem"))
      .sort();
  } catch {
    return []; // nothing installed yet
  }
};

export const certificateFiles = ({ folder, extraFile }: TrustPlaces): string[] => [
  ...installed(folder).map((name) => path.join(folder, name)),
  ...(extraFile === null ? [] : [extraFile]),
];

/** Changes as soon as a certificate is added, replaced or removed, also by another process. */
export const stampOf = (files: readonly string[]): string =>
  files
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return `${file}:${stat?.mtimeMs ?? 0}:${stat?.size ?? 0}`;
    })
    .join("|");

/** All certificates of a bundle one by one. */
const certificatesIn = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];

/** An unreadable file costs trust, never the whole connection: what it would have vouched for then fails by name. */
export const readCertificates = (files: readonly string[]): string[] =>
  files.flatMap((file) => {
    try {
      return certificatesIn(readFileSync(file, "utf8"));
    } catch (error) {
      log.warn({ error, file }, "certificate file not readable");
      return [];
    }
  });
