import { AppError } from "#lib/errors.ts";

/** The body as text, refused as soon as it grows over the bound. Invalid UTF-8 is an input error, not a silent "�". */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const declared = Number(request.headers.get("content-length") ?? "0");
  if (declared > maxBytes) throw new AppError("payload_too_large");
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError("payload_too_large");
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError("invalid_input", { reason: "not_utf8", cause });
  }
}

/** JSON body of our own API. */
export async function readJson(request: Request, maxBytes = 256_000): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new AppError("invalid_input", { reason: "not_json", cause });
  }
}
