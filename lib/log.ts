import { pino } from "pino";
import { env } from "./env.ts";

/** Fields that never reach a log line, at any depth that our own objects have. */
const secretNames = [
  "password",
  "apiKey",
  "token",
  "callbackToken",
  "clientId",
  "secret",
  "authorization",
  "cookie",
  "sealedPassword",
  "sealedApiKey",
  "sealedCallbackToken",
  "syncKey",
  "userName",
  "pan",
  "cvc",
  "email",
  "phone",
];

const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** Errors are logged by name, code and place; the bodies and causes they may carry are not. */
const errorView = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const code = "code" in error ? error.code : undefined;
  const cause = error.cause instanceof Error ? { name: error.cause.name, message: error.cause.message } : undefined;
  return { name, message, code, stack, cause };
};

const levelOf = (): string => {
  try {
    return env().logLevel;
  } catch {
    return "info"; // the environment is invalid: the start reports it and stops
  }
};

export const log = pino({
  level: levelOf(),
  redact: { paths, censor: "[secret]" },
  serializers: { error: errorView, err: errorView },
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
});
