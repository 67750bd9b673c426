import { request } from "node:http";
import { hubUrl, openShop } from "#testing/rehearsal.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { seal } from "#lib/secrets.ts";
import { callbackTokenPlace } from "#lib/syncs/open-sync.ts";

const place = { url: "" };

beforeEach(async () => {
  await openShop();
  const { id, syncKey } = await db.sync.findFirstOrThrow();
  await db.sync.update({ where: { id }, data: { sealedCallbackToken: seal("test-callback-key", callbackTokenPlace(id)) } });
  place.url = `${hubUrl}/api/alfabank/callback/${syncKey}`;
});

const stored = () => db.notification.findMany({ orderBy: { id: "asc" } });

async function send(query: string, init: RequestInit = {}, suffix = ""): Promise<Response> {
  return fetch(`${place.url}${suffix}${query === "" ? "" : `?${query}`}`, { redirect: "manual", ...init });
}

// C-46, C-47: vectors of cases.md
const dated = "mdOrder=3ff6962a-7dcc-4283-ab50-a6d7dd3386fe&orderNumber=1001&operation=deposited&status=1&callbackCreationDate=Mon%20Jan%2031%2021:46:52%20MSK%202022";
const valid = `${dated}&checksum=0B59CD1499D985E9CFA14B6D6568577742407FF7A8D861CFD9A3F524BB580A2B`;

describe("C-52 the same notification in every dress is one and the same", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const json = JSON.stringify({
    mdOrder: "3ff6962a-7dcc-4283-ab50-a6d7dd3386fe",
    orderNumber: "1001",
    operation: "deposited",
    status: 1,
    callbackCreationDate: "Mon Jan 31 21:46:52 MSK 2022",
    checksum: "0B59CD1499D985E9CFA14B6D6568577742407FF7A8D861CFD9A3F524BB580A2B",
  });

  it.each([
    ["GET", valid, {}, ""],
    ["GET, spaces as plus signs", valid.replaceAll("%20", "+"), {}, ""],
    ["GET, percent codes in lower case", valid.replaceAll("%20", "%20").replaceAll(":", "%3a"), {}, ""],
    ["GET, percent codes in upper case", valid.replaceAll(":", "%3A"), {}, ""],
    ["GET, a slash at the end", valid, {}, "/"],
    ["POST, a form", "", { method: "POST", headers: form, body: valid }, ""],
    ["POST, a form without a content type", "", { method: "POST", headers: { "content-type": "" }, body: valid }, ""],
    ["POST, JSON", "", { method: "POST", headers: { "content-type": "application/json" }, body: json }, ""],
    ["POST, JSON said to be text", "", { method: "POST", headers: { "content-type": "text/plain" }, body: json }, ""],
    ["POST, everything in the address", valid, { method: "POST" }, ""],
    ["C-46 an empty parameter counts once", `${dated}&clientId=&checksum=58A2BA38826CA0DFBF1417FAD6EA8000888F003F927A5753F906C5259A1F44BF`, {}, ""],
    ["a checksum in lower case", valid.replace(/checksum=.*/, (text) => text.toLowerCase()), {}, ""],
  ] as [string, string, RequestInit, string][])("%s", async (_, query, init, suffix) => {
    const response = await send(query, init, suffix);
    expect([response.status, await response.text()]).toEqual([200, "OK"]);
    expect(await stored()).toMatchObject([
      { mdOrder: "3ff6962a-7dcc-4283-ab50-a6d7dd3386fe", orderNumber: "1001", operation: "deposited", status: "1", signature: "valid" },
    ]);
  });

  it("C-47 a date nobody can read rejects nothing", async () => {
    expect((await send(`${dated.replace("Mon", "Foo")}&checksum=AA`)).status).toBe(200);
    expect(await stored()).toMatchObject([{ signature: "invalid", operation: "deposited" }]);
  });

  it("HEAD: 200 without effect", async () => {
    const response = await send(valid, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("%s is not for this address, and no redirect is ever given", async (method) => {
    const response = await send(valid, { method });
    expect(response.status).toBe(405);
    expect(await stored()).toEqual([]);
  });
});

describe("R15 hostile input", () => {
  const long = "A".repeat(20_000);

  it.each([
    ["repeated parameters", "mdOrder=a&mdOrder=b&operation=x&operation=y&status=1&status=0"],
    ["names of Object's own", "__proto__=1&constructor=2&toString=3&mdOrder=x"],
    ["NUL characters", "mdOrder=%00%00&orderNumber=a%00b&operation=%00&status=%00"],
    ["halves of characters", "mdOrder=%F0%9F&operation=%ED%A0%80&status=1"],
    ["broken percent codes", "mdOrder=%zz&operation=%&status=%1"],
    ["markup and quotes", "mdOrder='%22%3E%3Cscript%3E&operation=%7B%7B7*7%7D%7D&status=1;DROP TABLE"],
    ["long values", `mdOrder=${long}&operation=${long}&status=${long}`],
    ["three hundred parameters", Array.from({ length: 300 }, (_, index) => `p${String(index)}=v`).join("&")],
    ["nothing but signs", "&&&===&=&"],
  ])("%s: stored and harmless", async (_, query) => {
    expect((await send("", { method: "POST", body: query, headers: { "content-type": "application/x-www-form-urlencoded" } })).status).toBe(200);
    await drainBackground();
    const [kept] = await stored();
    expect(JSON.stringify(kept?.payload).length).toBeLessThan(60_000);
    expect((kept?.mdOrder ?? "").length).toBeLessThanOrEqual(64);
  });

  it.each([
    ["JSON that is cut", '{"mdOrder":"x"'],
    ["a list", "[1,2,3]"],
    ["deep JSON", `{"a":${"[".repeat(20_000)}`],
    ["deep whole JSON", `{"a":${"[".repeat(9_000)}${"]".repeat(9_000)}}`],
    ["a number beyond all numbers", '{"mdOrder":1e999,"amount":123456789012345678901234567890}'],
  ])("%s: stored or refused, never a crash", async (_, body) => {
    const response = await send("", { method: "POST", body, headers: { "content-type": "application/json" } });
    expect([200, 400]).toContain(response.status);
  });

  it("too much is refused, and nothing of it is stored", async () => {
    const response = await send("", { method: "POST", body: "a=".padEnd(64_001, "x") });
    expect(response.status).toBe(413);
    expect(await stored()).toEqual([]);
  });

  it("a body that is no text is refused as such", async () => {
    const response = await send("", { method: "POST", body: Uint8Array.from([0xff, 0xfe, 0x00]) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid_input" } });
  });

  it("a body that breaks off stores nothing", async () => {
    const { hostname, port, pathname } = new URL(place.url);
    await new Promise<void>((resolve) => {
      const asking = request({ hostname, port, path: pathname, method: "POST", headers: { "content-length": "1000" } });
      asking.on("error", () => {
        resolve();
      });
      asking.write("mdOrder=x", () => {
        asking.destroy(new Error("gone"));
      });
    });
    expect(await stored()).toEqual([]);
  });
});
