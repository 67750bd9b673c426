import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { listen, stopListening } from "./listen.ts";

it("says in a sentence that the port is taken", async () => {
  const server = await listen(() => Promise.resolve(), "127.0.0.1", 0);
  const { port } = server.address() as AddressInfo;
  await expect(listen(() => Promise.resolve(), "127.0.0.1", port)).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${port}: the port is already in use. Stop the other program or set PORT.`,
  );
  await stopListening(server, 100);
});

it("lets a running answer finish before it closes", async () => {
  let finish: () => void = () => undefined;
  const handler = new Promise<void>((resolve) => (finish = resolve));
  const server = await listen(
    async (_message, response) => {
      await handler;
      response.end("done");
    },
    "127.0.0.1",
    0,
  );
  const { port } = server.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${port}/`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const startedAt = performance.now();
  const stopped = stopListening(server, 5_000);
  finish();
  expect(await (await answer).text()).toBe("done");
  await stopped;
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

it("cuts an answer that outlives the grace time", async () => {
  const server = await listen(() => new Promise(() => undefined), "127.0.0.1", 0);
  const { port } = server.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${port}/`).catch(() => "cut");
  await new Promise((resolve) => setTimeout(resolve, 50));
  await stopListening(server, 50);
  expect(await answer).toBe("cut");
});
