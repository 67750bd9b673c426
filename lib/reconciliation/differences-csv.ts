import { stringify } from "csv-stringify/sync";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { wallClock } from "#lib/clock.ts";
import { translator } from "#lib/i18n/translator.ts";
import { causeName, kindName } from "./difference-names-state.ts";
import type { DifferenceView, SideView } from "./difference-view.ts";
import { listDifferences } from "./list-differences.ts";
import type { DifferenceFilter } from "./reconciliation-schema.ts";

const PAGE = 500;
/** As the payments' file: formulas are escaped, and Russian Excel finds its semicolon and mark. */
const format = { delimiter: ";", escape_formulas: true, record_delimiter: "windows" } as const;

const sideNames = ["bank", "hub", "crm"] as const;
const sums = ["amount", "held", "captured", "refunded"] as const;

type Translate = ReturnType<typeof translator>;

function heads(translate: Translate): string[] {
  const names = (["day", "syncName", "crmOrderNumber", "orderNumber", "kind", "cause"] as const).map((name) => translate(`reconciliation.csv.${name}`));
  const values = sideNames.flatMap((side) =>
    (["status", ...sums] as const).map((value) => `${translate(`reconciliation.sides.${side}`)}: ${translate(`reconciliation.values.${value}`)}`),
  );
  return [...names, ...values, ...(["foundAt", "solvedAt", "paymentId"] as const).map((name) => translate(`reconciliation.csv.${name}`))];
}

const sumsOf = (side: SideView | "missing" | null, comma: (sum: string) => string): string[] =>
  sums.map((name) => (side === null || side === "missing" ? "" : comma(side[name] ?? "")));

function statusOf(item: DifferenceView, name: (typeof sideNames)[number], translate: Translate): string {
  const side = item[name];
  if (side === null || side === "missing") return translate(`reconciliation.values.${side ?? "notAsked"}`);
  return side.status === null ? "" : translate(`reconciliation.statuses.${side.status}`);
}

function row(item: DifferenceView, { timeZone, locale }: UserActor): string[] {
  const translate = translator(locale);
  const at = (iso: string | null): string => (iso === null ? "" : wallClock(new Date(iso), timeZone));
  const comma = (sum: string): string => (locale === "en" ? sum : sum.replace(".", ","));
  return [
    item.day,
    item.syncName,
    item.crmOrderNumber ?? "",
    item.orderNumber,
    translate(`reconciliation.kinds.${kindName(item.kind)}`),
    translate(`reconciliation.causes.${causeName(item.cause)}.text`),
    ...sideNames.flatMap((name) => [statusOf(item, name, translate), ...sumsOf(item[name], comma)]),
    at(item.foundAt),
    at(item.solvedAt),
    item.paymentId ?? "",
  ];
}

/** The filtered differences as a CSV file, page by page. Days are Moscow's; moments are the reader's wall clock. */
export function differencesCsv(actor: UserActor, filter: DifferenceFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor: string | null | undefined;
  return new ReadableStream({
    async pull(controller) {
      if (cursor === undefined) controller.enqueue(encoder.encode("\uFEFF" + stringify([heads(translator(actor.locale))], format)));
      const page = await listDifferences(actor, { ...filter, cursor: cursor ?? filter.cursor }, PAGE);
      controller.enqueue(encoder.encode(stringify(page.items.map((item) => row(item, actor)), format)));
      cursor = page.nextCursor;
      if (cursor === null) controller.close();
    },
  });
}
