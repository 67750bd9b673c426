import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCrm, sandboxAccount } from "./index.ts";

let folder: string;
let stateFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "crm-"));
  stateFile = join(folder, "deeper", "crm.json");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (seed?: number) =>
  createCrm({
    publicUrl: "http://localhost:3000/sandbox/crm/",
    systemUrl: "http://127.0.0.1:40123",
    stateFile,
    ...(seed === undefined ? {} : { seed }),
  });

test("what happened is there after a restart, for the owner of the file only", async () => {
  const first = open();
  const order = first.control.createOrder({ items: [{ name: "Чайник", price: "10.50" }] });
  first.control.setSwitches({ limitStatus: 429 });
  await first.close();
  expect(statSync(stateFile).mode & 0o077).toBe(0);
  const second = open();
  expect(second.control.getOrder({ order: order.number })).toEqual(order);
  expect(second.control.getSwitches()).toMatchObject({ limitStatus: 429 });
  second.control.reset();
  expect(second.control.listOrders().map((each) => each.number)).toEqual(["1001A", "1002A", "1003A", "1004A"]);
  await second.close();
});

test("changes are saved soon, without closing", async () => {
  const crm = open();
  crm.control.createKey({ label: "second" });
  expect(existsSync(stateFile)).toBe(false);
  await expect.poll(() => existsSync(stateFile)).toBe(true);
  expect(readFileSync(stateFile, "utf8")).toContain('"label":"second"');
  await crm.close();
});

test.each(["{half", '{"version":2}', '{"version":1,"orders":[]}'])(
  "an unreadable file is put aside: %s",
  async (content) => {
    await open().close();
    writeFileSync(stateFile, content);
    const crm = open();
    expect(crm.control.listKeys()).toMatchObject([{ apiKey: sandboxAccount.apiKey }]);
    expect(readFileSync(`${stateFile}.broken`, "utf8")).toBe(content);
    await crm.close();
  },
);

test("a file of an older version gets the switches added since", async () => {
  await open().close();
  const saved = JSON.parse(readFileSync(stateFile, "utf8")) as { switches: Record<string, unknown> };
  delete saved.switches["amountFormat"];
  writeFileSync(stateFile, JSON.stringify(saved));
  const crm = open();
  expect(crm.control.getSwitches()).toMatchObject({ amountFormat: "number" });
  await crm.close();
});

test("the same seed makes the same keys, and a restart does not repeat them", async () => {
  const first = open(7);
  const key = first.control.createKey().apiKey;
  await first.close();
  const second = open(7);
  expect(second.control.createKey().apiKey).not.toBe(key);
  await second.close();
  rmSync(stateFile);
  const fresh = open(7);
  expect(fresh.control.createKey().apiKey).toBe(key);
  await fresh.close();
});
