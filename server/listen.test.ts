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
  let heard: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (heard = resolve));
  const server = await listen(
    async (_message, response) => {
      heard();
      await handler;
      response.end("done");
    },
    "127.0.0.1",
    0,
  );
  const { port } = server.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${port}/`);
  await begun;
  const stopped = stopListening(server, 600_000);
  finish();
  expect(await (await answer).text()).toBe("done");
  await stopped;
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

it("cuts an answer that outlives the grace time", async () => {
  let heard: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (heard = resolve));
  const server = await listen(() => new Promise(heard), "127.0.0.1", 0);
  const { port } = server.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${port}/`).catch(() => "cut");
  await begun;
  await stopListening(server, 50);
  expect(await answer).toBe("cut");
});
