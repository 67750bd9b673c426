import { expect, it } from "vitest";
import { isRegisterToken } from "./register-token.ts";

// protocols: retailcrm 3.1
const apiKey = "EXAMPLEapiKEY0000000000000000042";
const token = "6c043bffe159b6992fc2a6a919a382f7236b229400bdaedca4a4c7878e3bc378";
const secret = "demo-module-secret-01";

it("accepts the published vector", () => {
  expect(isRegisterToken(token, apiKey, secret)).toBe(true);
});

it.each([
  ["another key", token, `${apiKey}1`, secret],
  ["another secret", token, apiKey, "demo-module-secret-02"],
  ["a changed digit", token.replace(/^6/, "7"), apiKey, secret],
  ["a cut token", token.slice(0, -2), apiKey, secret],
  ["no token", "", apiKey, secret],
  ["words", "valid", apiKey, secret],
  ["digits that are none", "ъ".repeat(64), apiKey, secret],
  ["a longer token", `${token}00`, apiKey, secret],
])("refuses %s", (_, given, key, moduleSecret) => {
  expect(isRegisterToken(given, key, moduleSecret)).toBe(false);
});
