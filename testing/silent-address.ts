import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";

/** Listens and then never runs again, so that its queue of connections stays full. */
const frozen = `
  const server = require("node:net").createServer();
  server.listen({ host: process.argv[1], port: 0, backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port) + "\\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

export interface SilentAddress {
  port: number;
  close: () => void;
}

const isTaken = async (socket: Socket): Promise<boolean> => {
  await setTimeout(300);
  // Should this process have stood still meanwhile, it hears of the connection now.
  for (let turn = 0; turn < 3; turn++) await setImmediate();
  return !socket.connecting;
};

/** An address of this machine that drops every further attempt to connect, as a dead host behind a firewall does. */
export async function openSilentAddress(host: string): Promise<SilentAddress> {
  const child = spawn(process.execPath, ["-e", frozen, host], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(line.toString());
  const sockets: Socket[] = [];
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    child.kill("SIGKILL");
  };
  for (let tries = 0; tries < 20; tries++) {
    const socket = connect({ host, port }).on("error", () => undefined);
    sockets.push(socket);
    if (!(await isTaken(socket))) return { port, close };
  }
  close();
  throw new Error("the address answers every attempt");
}
