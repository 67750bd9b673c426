import { describe, expect, it, vi } from "vitest";
import { AppError, type AppErrorCode } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { route, routeWith } from "./route.ts";

const context = { params: Promise.resolve({}) };
const request = (language = "en") => new Request("http://hub.test/api/x?secret=1", { headers: { "accept-language": language } });

const answerTo = (error: unknown, language?: string): Promise<Response> =>
  route(() => Promise.reject(error as Error))(request(language), context);

describe("route", () => {
  it.each([
    ["invalid_input", 400],
    ["unauthenticated", 401],
    ["forbidden", 403],
    ["not_found", 404],
    ["conflict", 409],
    ["payload_too_large", 413],
    ["too_many_requests", 429],
    ["unavailable", 503],
  ] as [AppErrorCode, number][])("%s is %i with a code and words", async (code, status) => {
    const response = await answerTo(new AppError(code));
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code, message: expect.stringMatching(/^[A-Z].+/) as string } });
  });

  it("speaks the reader's language and puts values into the words", async () => {
    const error = new AppError("conflict", { reason: "more_than_held", params: { held: "1000.00" } });
    const message = async (language: string) => ((await (await answerTo(error, language)).json()) as { error: { message: string } }).error.message;
    expect(await message("ru")).toMatch(/1\s000,00\s₽/);
    expect(await message("en")).toMatch(/1,?000\.00/);
    expect(await message("en")).not.toMatch(/[а-я]/i);
  });

  it("names the fields in words", async () => {
    const response = await answerTo(new AppError("invalid_input", { fields: { amount: ["required"], "": ["Слова банка"] } }), "ru");
    expect(await response.json()).toMatchObject({ error: { fields: { amount: ["Заполните поле"], "": ["Слова банка"] } } });
  });

  it("leaves nothing in caches, whether it worked or not, unless the handler says otherwise", async () => {
    const done = await route(() => Promise.resolve(Response.json({ secret: 1 })))(request(), context);
    const own = await route(() => Promise.resolve(new Response("x", { headers: { "cache-control": "max-age=60" } })))(request(), context);
    const answers = [done, await answerTo(new AppError("not_found")), await answerTo(new Error("crash")), own];
    expect(answers.map(({ headers }) => headers.get("cache-control"))).toEqual(["no-store", "no-store", "no-store", "max-age=60"]);
  });

  it("says how long to wait", async () => {
    const response = await answerTo(new AppError("too_many_requests", { retryAfterSeconds: 17 }));
    expect(response.headers.get("retry-after")).toBe("17");
  });

  it("writes no secret of an address into the log", async () => {
    const said = vi.spyOn(log, "error").mockReturnValue();
    const failing = route(() => Promise.reject(new Error("the database is away")));
    await failing(new Request("http://hub.test/api/alfabank/callback/k3y-Of_sync?status=1"), context);
    expect(JSON.stringify(said.mock.calls)).toContain("/api/alfabank/callback/");
    expect(JSON.stringify(said.mock.calls)).not.toContain("k3y-Of_sync");
    said.mockRestore();
  });

  it.each([new TypeError("password=hunter2 in a stack"), "a thrown text", null, undefined])(
    "a crash of ours says nothing of its cause: %s",
    async (error) => {
      const response = await answerTo(error);
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(text).toContain('"internal"');
      expect(text).not.toMatch(/hunter2|TypeError|thrown|stack|\.ts/);
    },
  );

  it("lets an answer through untouched, synchronous throws included", async () => {
    const given = new Response("as it is", { status: 202 });
    expect(await route(() => Promise.resolve(given))(request(), context)).toBe(given);
    const thrown = await route(() => {
      throw new AppError("forbidden");
    })(request(), context);
    expect(thrown.status).toBe(403);
  });
});

describe("routeWith", () => {
  it("gives each audience its own shape, null for a crash", async () => {
    const shaped = routeWith((error) => new Response(error?.code ?? "crash"));
    const say = async (reason: Error) => (await shaped(() => Promise.reject(reason))(request(), context)).text();
    expect(await say(new AppError("not_found"))).toBe("not_found");
    expect(await say(new Error("x"))).toBe("crash");
  });
});
