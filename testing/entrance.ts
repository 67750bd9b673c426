import { request, type IncomingMessage, type ServerResponse } from "node:http";
import { startLoopbackServer } from "./loopback-server.ts";

export interface Entrance {
  readonly url: string;
  /** Requests go to these in turn; empty: 503, as a proxy without anybody behind it says. */
  lead(targets: readonly string[]): void;
  close(): Promise<void>;
}

const pass = (target: string, message: IncomingMessage, response: ServerResponse): void => {
  const headers = { ...message.headers, "x-forwarded-for": message.headers["x-forwarded-for"] ?? "127.0.0.1", connection: "close" };
  const onward = request(`${target}${message.url ?? "/"}`, { method: message.method ?? "GET", headers, agent: false, timeout: 20_000 }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("timeout", () => onward.destroy(new Error("timeout")));
  onward.on("error", () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  message.pipe(onward);
};

/** The one public address in front of several instances: whoever asks twice is answered by two of them. */
export async function openEntrance(): Promise<Entrance> {
  let behind: readonly string[] = [];
  let turn = 0;
  const server = await startLoopbackServer((message, response) => {
    const target = behind[turn++ % Math.max(1, behind.length)];
    if (target === undefined) response.writeHead(503).end();
    else pass(target, message, response);
  });
  return {
    url: server.url,
    lead: (targets) => {
      behind = targets;
    },
    close: () => server.close(),
  };
}
