import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { readJson, readText } from "./body.ts";

const request = (body: BodyInit | null, headers: Record<string, string> = {}): Request =>
  new Request("http://hub.test/", { method: "POST", body, headers, ...{ duplex: "half" } });

/** Chunk by chunk, without announcing its length. */
function streamed(chunks: Uint8Array[]): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks[taken];
      if (chunk === undefined) {
        controller.close();
        return;
      }
      taken += 1;
      controller.enqueue(chunk);
    },
  });
  return { body, taken: () => taken };
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => "no error",
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return `${error.code}:${error.reason}`;
}

describe("readText", () => {
  it("puts characters together that were cut between chunks", async () => {
    const bytes = Buffer.from("Оплата 💳");
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await readText(request(streamed(pieces).body), 100)).toBe("Оплата 💳");
  });

  it("takes exactly the bound and no byte more, counting bytes and not letters", async () => {
    expect(await readText(request("x".repeat(10)), 10)).toHaveLength(10);
    expect(await refusal(readText(request("x".repeat(11)), 10))).toBe("payload_too_large:payload_too_large");
    expect(await refusal(readText(request("я".repeat(6)), 10))).toBe("payload_too_large:payload_too_large");
  });

  it("stops reading a body that lies about its length", async () => {
    const endless = streamed(Array.from({ length: 1_000 }, () => new Uint8Array(1_000)));
    expect(await refusal(readText(request(endless.body, { "content-length": "5" }), 10_000))).toContain("payload_too_large");
    expect(endless.taken()).toBeLessThan(20);
  });

  it("refuses an announced length before reading anything, and survives an unreadable one", async () => {
    expect(await refusal(readText(request("x", { "content-length": "999999" }), 10))).toContain("payload_too_large");
    expect(await readText(request("x", { "content-length": "many" }), 10)).toBe("x");
  });

  it("no body is an empty text", async () => {
    expect(await readText(request(null), 10)).toBe("");
    expect(await readText(new Request("http://hub.test/"), 10)).toBe("");
  });

  it.each([["a lone continuation", [0x80]], ["a cut character", [0xd0]], ["an overlong slash", [0xc0, 0xaf]], ["UTF-16", [0xff, 0xfe, 0x41, 0]]])(
    "bytes that are no UTF-8 are an error of the input: %s",
    async (_, bytes) => {
      expect(await refusal(readText(request(Uint8Array.from(bytes)), 10))).toBe("invalid_input:not_utf8");
    },
  );
});

describe("readJson", () => {
  it("an empty body is an empty object", async () => {
    expect(await readJson(request(null))).toEqual({});
    expect(await readJson(request(" \n"))).toEqual({});
  });

  it.each(["{", "{'a':1}", "undefined", "[1,]", '{"a":1}{}', "\u0000"])("refuses %j", async (text) => {
    expect(await refusal(readJson(request(text)))).toBe("invalid_input:not_json");
  });

  it("survives deep nesting", async () => {
    const deep = "[".repeat(100_000);
    expect(await refusal(readJson(request(deep)))).toBe("invalid_input:not_json");
  });
});
