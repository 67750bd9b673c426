import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { zoneFigures } from "#testing/zone-figures.ts";

const run = promisify(execFile);
const script = path.resolve(import.meta.dirname, "../testing/zone-figures.ts");

/** A server somewhere else, in a process of its own: the zone of a running one cannot be changed reliably. */
async function figuresIn(zone: string | null): Promise<unknown> {
  const env = { ...process.env };
  Reflect.deleteProperty(env, "TZ");
  if (zone !== null) env["TZ"] = zone;
  return JSON.parse((await run(process.execPath, [script], { env })).stdout);
}

it.each(["Asia/Kamchatka", "America/New_York", "Pacific/Apia", null])(
  "R13, C-67: a server in %s tells RetailCRM and asks the bank the same times, and its days begin at the same moments",
  async (zone) => {
    expect(await figuresIn(zone)).toEqual(JSON.parse(JSON.stringify(await zoneFigures())));
  },
);

it("the figures themselves are right: New Year, leap day, and clocks that change", async () => {
  const { told, asked, moscow, sales } = await zoneFigures();
  const paid = (zone: string) => told[zone]?.map(({ paidAt, expiredAt }) => (paidAt === expiredAt ? paidAt : null));
  expect(paid("Europe/Moscow")).toEqual([
    "2025-12-31 23:59:59", "2026-01-01 00:00:00", "2027-01-01 02:30:00", "2028-02-29 14:59:59", "2026-03-08 10:30:00", "2026-11-01 08:30:00", "2026-11-01 09:30:00", "2026-03-29 04:30:00",
  ]);
  expect(paid("Asia/Kamchatka")).toEqual([
    "2026-01-01 08:59:59", "2026-01-01 09:00:00", "2027-01-01 11:30:00", "2028-02-29 23:59:59", "2026-03-08 19:30:00", "2026-11-01 17:30:00", "2026-11-01 18:30:00", "2026-03-29 13:30:00",
  ]);
  // 02:00 is skipped on 8 March, and 01:30 is struck twice on 1 November.
  expect(paid("America/New_York")?.slice(4, 7)).toEqual(["2026-03-08 03:30:00", "2026-11-01 01:30:00", "2026-11-01 01:30:00"]);
  expect(paid("Europe/Berlin")?.slice(-1)).toEqual(["2026-03-29 03:30:00"]);
  expect(asked).toEqual([
    "20251231235959", "20260101000000", "20270101023000", "20280229145959", "20260308103000", "20261101083000", "20261101093000", "20260329043000",
  ]);
  expect(moscow.map(({ day, hour }) => `${day} ${String(hour)}`)).toEqual([
    "2025-12-31 23", "2026-01-01 0", "2027-01-01 2", "2028-02-29 14", "2026-03-08 10", "2026-11-01 8", "2026-11-01 9", "2026-03-29 4",
  ]);
  // 20 % until the last second of 2025 in Moscow, 22 % from then on.
  expect(sales.slice(0, 2)).toEqual([{ createdAt: "2025-12-31T23:59:59", taxType: 6 }, { createdAt: "2026-01-01T00:00:00", taxType: 14 }]);
});
