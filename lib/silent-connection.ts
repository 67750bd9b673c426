import type { Socket } from "node:net";
import type { ClientBase } from "pg";
import { log } from "./log.ts";

/** Longer than any transaction of ours may last, and short enough to be at work again within half a minute. */
const SILENCE_MS = 15_000;

type Ask = (...given: unknown[]) => unknown;

/** The driver has no public way to cut a connection: its own farewell would wait for an answer too. */
const cut = (client: ClientBase): void => {
  const { connection } = client as unknown as { connection: { stream: Socket } };
  connection.stream.destroy(new Error("the database has not answered"));
};

/**
 * When the database's machine vanishes without a word (a failover, a cut cable), TCP alone would keep every question
 * waiting for a quarter of an hour, and with it every connection of the pool. So a connection on which a question has
 * not been answered in time is cut, and the pool makes a new one. An idle connection is left alone.
 */
export function cutWhenSilent(client: ClientBase): void {
  const ask = client.query.bind(client) as Ask;
  const watched: Ask = (...given) => {
    const timer = setTimeout(cut, SILENCE_MS, client);
    const last = given.at(-1);
    if (typeof last === "function") {
      const tell = last as Ask;
      return ask(...given.slice(0, -1), (...results: unknown[]) => {
        clearTimeout(timer);
        tell(...results);
      });
    }
    const asked = ask(...given);
    const stop = (): void => {
      clearTimeout(timer);
    };
    if (asked instanceof Promise) asked.then(stop, stop);
    else stop();
    return asked;
  };
  Object.assign(client, { query: watched });
}

/** A process that stands still in the middle of a transaction must not keep the locks it holds. */
const leaveNothingLocked = "SET idle_in_transaction_session_timeout = '20s'";

/**
 * A connection that the server ends while it is lent out, between two questions, has nobody who listens: the driver's
 * pool does so only while it is idle, and an error nobody hears ends the process. Whoever uses it fails at his next question.
 */
const outliveItsEnd = (client: ClientBase): void => {
  client.on("error", (error) => {
    log.warn({ error }, "a connection to the database has ended");
  });
};

/** For the `onConnect` of a pool. */
export async function prepareConnection(client: ClientBase): Promise<void> {
  outliveItsEnd(client);
  cutWhenSilent(client);
  await client.query(leaveNothingLocked);
}
