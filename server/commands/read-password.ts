import { Writable } from "node:stream";
import { createInterface } from "node:readline/promises";

const readAll = async (): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
};

/** Typed at a terminal without echo, or everything that a pipe delivers up to one line end. */
export const readPassword = async (): Promise<string> => {
  if (!process.stdin.isTTY) return readAll();
  process.stderr.write("Password: ");
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
};
