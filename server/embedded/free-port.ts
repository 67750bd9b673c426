import { createServer, type AddressInfo } from "node:net";

const listenOnce = (port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address() as AddressInfo;
      server.close(() => {
        resolve(address.port);
      });
    });
  });

/** The preferred port when it can be had, otherwise any free one. */
export const findFreePort = async (preferred: number | null = null, host = "127.0.0.1"): Promise<number> =>
  preferred === null ? listenOnce(0, host) : listenOnce(preferred, host).catch(() => listenOnce(0, host));
