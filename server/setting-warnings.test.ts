import { expect, it } from "vitest";
import { type Env, parseEnv } from "#lib/env-schema.ts";
import { settingWarnings } from "./setting-warnings.ts";

const envOf = (raw: Record<string, string>): Env => {
  const parsed = parseEnv(raw);
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.env;
};

it.each<[string, Record<string, string>, RegExp[]]>([
  ["a trial on this machine", {}, []],
  ["nobody can reach it", { SANDBOX: "off" }, [/^PUBLIC_URL is http/]],
  ["a proxy nobody told us of", { PUBLIC_URL: "https://hub.example" }, [/TRUSTED_PROXIES is empty/]],
  ["a proxy we know", { PUBLIC_URL: "https://hub.example", TRUSTED_PROXIES: "127.0.0.1" }, []],
])("%s", (_, raw, expected) => {
  const warnings = settingWarnings(envOf(raw));
  expect(warnings).toHaveLength(expected.length);
  expected.forEach((words, index) => {
    expect(warnings[index]).toMatch(words);
  });
});
