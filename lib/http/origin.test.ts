import { afterEach, describe, expect, it, vi } from "vitest";

const usual = process.env["PUBLIC_URL"];

afterEach(() => {
  process.env["PUBLIC_URL"] = usual;
});

/** Settings are read once per process, so each public address needs a fresh copy of the modules. */
async function judgeAt(publicUrl: string): Promise<(headers: Record<string, string>) => "ours" | "foreign"> {
  process.env["PUBLIC_URL"] = publicUrl;
  vi.resetModules();
  const { assertSameOrigin } = await import("./origin.ts");
  return (headers) => {
    try {
      assertSameOrigin(new Request(`${publicUrl}/api/syncs`, { method: "POST", headers }));
      return "ours";
    } catch (error) {
      expect(error).toMatchObject({ code: "forbidden", reason: "foreign_origin" });
      return "foreign";
    }
  };
}

describe("a public address", () => {
  it.each([
    [{ origin: "https://hub.example.ru" }, "ours"],
    [{ origin: "https://HUB.example.ru" }, "ours"],
    [{ origin: "https://hub.example.ru:443" }, "ours"],
    [{ origin: "http://hub.example.ru" }, "foreign"],
    [{ origin: "https://hub.example.ru:8443" }, "foreign"],
    [{ origin: "https://hub.example.ru.evil.example" }, "foreign"],
    [{ origin: "https://evil.example" }, "foreign"],
    [{ origin: "https://evil.example", "sec-fetch-site": "same-origin" }, "foreign"],
    [{ origin: "https://hub.example.ru@evil.example" }, "foreign"],
    [{ origin: "http://localhost:3000" }, "foreign"],
    [{ origin: "null" }, "foreign"],
    [{ origin: "" }, "foreign"],
    [{ origin: "not an address" }, "foreign"],
    [{ "sec-fetch-site": "cross-site" }, "foreign"],
    [{ "sec-fetch-site": "same-site" }, "foreign"],
    [{ "sec-fetch-site": "same-origin" }, "ours"],
    [{ "sec-fetch-site": "none" }, "ours"],
    [{ host: "evil.example", origin: "https://evil.example" }, "foreign"],
    // no browser at all: it carries no cookie that somebody else made it send
    [{}, "ours"],
  ] as [Record<string, string>, string][])("%j is %s", async (headers, verdict) => {
    expect((await judgeAt("https://hub.example.ru"))(headers)).toBe(verdict);
  });
});

describe("a loopback address", () => {
  it.each([
    ["http://localhost:3000", "ours"],
    ["http://127.0.0.1:3000", "ours"],
    ["http://127.0.0.2:3000", "ours"],
    ["http://[::1]:3000", "ours"],
    ["http://hub.localhost:3000", "ours"],
    ["http://localhost:3001", "foreign"],
    ["http://localhost", "foreign"],
    ["http://localhost.evil.example:3000", "foreign"],
    ["http://127.0.0.1.nip.io:3000", "foreign"],
    ["http://192.168.0.5:3000", "foreign"],
    ["https://evil.example", "foreign"],
  ])("a page at %s is %s", async (origin, verdict) => {
    expect((await judgeAt("http://localhost:3000"))({ origin })).toBe(verdict);
  });
});
