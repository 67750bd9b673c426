import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Relay {
  readonly port: number;
  /** What is connected now never hears or says anything again, nor is it closed: as after a failover of the address. */
  freeze(): void;
  close(): void;
}

/** Stands between a program and a server of this machine. */
export async function openRelay(toPort: number): Promise<Relay> {
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(toPort, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on("error", () => other.destroy());
      one.on("close", () => {
        if (pairs.delete(pair)) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const frozen: Socket[] = [];
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.pause();
        far.destroy();
        frozen.push(near);
      }
      pairs.clear();
    },
    close: () => {
      for (const socket of [...frozen, ...[...pairs].flat()]) socket.destroy();
      server.close();
    },
  };
}
