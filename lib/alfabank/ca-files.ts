/** The official files of the Russian state CA and what is known of them (protocols: alfabank 1.5). */

export interface CaFile {
  /** Name of the stored file, without ".pem". */
  name: "russian-trusted-root" | "russian-trusted-sub-2022" | "russian-trusted-sub-2024";
  /** Tried in order. Plain http serves as well: what vouches for a file is its content, never the way it came. */
  urls: readonly string[];
}

export const ROOT_FINGERPRINT =
  "D2:6D:2D:02:31:B7:C3:9F:92:CC:73:85:12:BA:54:10:35:19:E4:40:5D:68:B5:BD:70:3E:97:88:CA:8E:CF:31";

const both = (address: string): string[] => [`https://${address}`, `http://${address}`];

export const rootFile: CaFile = {
  name: "russian-trusted-root",
  urls: both("gu-st.ru/content/lending/russian_trusted_root_ca_pem.crt"),
};

/** Two generations under one name: servers use one and were seen to send the other. */
export const intermediateFiles: readonly CaFile[] = [
  { name: "russian-trusted-sub-2022", urls: both("gu-st.ru/content/lending/russian_trusted_sub_ca_pem.crt") },
  { name: "russian-trusted-sub-2024", urls: ["http://nuc-cdp.digital.gov.ru/cdp/subca_ssl_rsa2024.crt"] },
];
