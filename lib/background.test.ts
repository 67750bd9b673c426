import { afterEach, describe, expect, it } from "vitest";
import { drainBackground, inBackground } from "./background.ts";

afterEach(drainBackground);

/** Work that ends when told to. */
function held(): { run: () => Promise<void>; end: () => void; started: () => boolean } {
  let end: () => void = () => undefined;
  let started = false;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = (): Promise<void> => {
    started = true;
    return done;
  };
  return { run, end, started: () => started };
}

describe("inBackground", () => {
  it("starts at once, without being waited for", async () => {
    const work = held();
    inBackground("test", work.run);
    expect(work.started()).toBe(true);
    work.end();
    await drainBackground();
  });

  it("a failure, also a synchronous one, harms neither the caller nor what comes after", async () => {
    const seen: string[] = [];
    inBackground("test", () => Promise.reject(new Error("later")));
    inBackground("test", () => {
      throw new Error("at once");
    });
    inBackground("test", () => Promise.resolve(seen.push("third")));
    await drainBackground();
    expect(seen).toEqual(["third"]);
  });

  it("runs eight at a time; the ninth starts when one ends, in order", async () => {
    const works = Array.from({ length: 10 }, held);
    for (const { run } of works) inBackground("test", run);
    const running = () => works.map(({ started }) => started()).filter(Boolean).length;
    expect(running()).toBe(8);
    works[3]?.end();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(running()).toBe(9);
    expect(works[8]?.started()).toBe(true);
    for (const { end } of works) end();
    await drainBackground();
    expect(running()).toBe(10);
  });

  it("forgets what is too much: it is queued elsewhere as well, and memory is not", async () => {
    const block = Array.from({ length: 8 }, held);
    for (const { run } of block) inBackground("test", run);
    let done = 0;
    for (let made = 0; made < 700; made++) inBackground("test", () => Promise.resolve((done += 1)));
    for (const { end } of block) end();
    await drainBackground();
    expect(done).toBe(500);
  });
});

describe("drainBackground", () => {
  it("waits for what the work starts in turn", async () => {
    const seen: number[] = [];
    const chain = async (left: number): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen.push(left);
      if (left > 0) inBackground("test", () => chain(left - 1));
    };
    inBackground("test", () => chain(4));
    await drainBackground();
    expect(seen).toEqual([4, 3, 2, 1, 0]);
  });

  it("is over at once when nothing runs", async () => {
    await drainBackground();
  });
});
