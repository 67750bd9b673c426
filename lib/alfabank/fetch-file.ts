import { request } from "undici";
import { ProviderError } from "#lib/errors.ts";
import { bankDispatcher } from "./trust.ts";

const MAX_BYTES = 100_000;
const TIMEOUT_MS = 15_000;

/** A small public file as bytes: the exchange of lib/http speaks text. Redirects are not followed. */
export async function fetchFile(url: string): Promise<Buffer> {
  const answer = await request(url, { dispatcher: bankDispatcher(), signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (answer.statusCode !== 200) {
    await answer.body.dump();
    throw new ProviderError("rejected", `${url}: HTTP ${answer.statusCode}`, { code: `http_${answer.statusCode}` });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new ProviderError("rejected", `${url}: too large`, { code: "too_large" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
