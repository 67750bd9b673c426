import { expect, test } from "vitest";
import { createAgenda } from "./agenda.ts";
import { createClock, endOfBankDay, javaDate, parseLocal } from "./clock.ts";

test("callback dates look as Java prints them in Moscow", () => {
  expect(javaDate(Date.parse("2022-01-31T18:46:52Z"))).toBe("Mon Jan 31 21:46:52 MSK 2022");
});

test("the bank day ends at Moscow midnight", () => {
  expect(endOfBankDay(Date.parse("2026-03-01T20:59:59Z"))).toBe(Date.parse("2026-03-01T21:00:00Z"));
  expect(endOfBankDay(Date.parse("2026-03-01T21:00:00Z"))).toBe(Date.parse("2026-03-02T21:00:00Z"));
});

test.each([
  ["2026-10-12T14:00:00", "2026-10-12T11:00:00Z"],
  ["2024-02-29T00:00:00", "2024-02-28T21:00:00Z"],
])("local date %s", (text, utc) => {
  expect(parseLocal(text, 180)).toBe(Date.parse(utc));
});

test.each(["2026-02-30T10:00:00", "2026-13-01T10:00:00", "2026-10-12T25:00:00", "2026-10-12", "2026-10-12T14:00:00Z", "1791802800"])(
  "not a local date: %s",
  (text) => {
    expect(parseLocal(text, 180)).toBeNull();
  },
);

test("the agenda runs what is due in the order of time, and a replaced entry never", () => {
  const clock = createClock(0);
  const agenda = createAgenda(clock);
  const ran: string[] = [];
  const plan = (key: string, minutes: number | null, name = key): void => {
    agenda.set(key, minutes === null ? null : clock.now() + minutes * 60_000, () => ran.push(name));
  };
  for (const minutes of [50, 10, 40, 20, 30]) plan(`at ${String(minutes)}`, minutes);
  plan("moved", 5, "moved, old");
  plan("moved", 25, "moved, new");
  plan("forgotten", 15);
  plan("forgotten", null);
  agenda.runDue();
  expect(ran).toEqual([]);
  clock.setOffset(45 * 60_000);
  agenda.runDue();
  expect(ran).toEqual(["at 10", "at 20", "moved, new", "at 30", "at 40"]);
  agenda.close();
});

test("the agenda wakes up by itself", async () => {
  const clock = createClock(0);
  const agenda = createAgenda(clock);
  await new Promise<void>((resolve) => {
    agenda.set("later", clock.now() + 60_000, () => undefined);
    agenda.set("soon", clock.now() + 20, resolve);
  });
  agenda.close();
});
