"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconBuildingBank, IconKeyboard, IconPlus, IconReceipt, IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { amountText } from "#components/amount.tsx";
import { MAX_SEARCH } from "#components/payments/payment-filters.ts";
import { paymentLook } from "#components/payments/payment-look.ts";
import { useFoundPayments } from "#components/payments/use-found-payments.ts";
import { useSyncs } from "#components/syncs/sync-queries.ts";
import { pages } from "./pages.ts";

const glyph = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** Words that fit what was typed, and what the server found for exactly that: Enter must not open an answer to an earlier question. */
const fitting = (typed: string, groups: SpotlightActionGroupData[]): SpotlightActionGroupData[] => {
  const words = typed.toLowerCase().trim();
  return groups
    .map(({ group, actions }) => ({ group, actions: actions.filter(({ keywords, label }) => keywords === words || (label ?? "").toLowerCase().includes(words)) }))
    .filter(({ actions }) => actions.length > 0);
};

const [store, spotlight] = createSpotlight();

/** The kit chooses the first entry while one types; what the server finds comes later and has to be chosen then. */
function chooseFirst(): void {
  const { listId } = store.getState();
  const list = listId === "" ? null : document.getElementById(listId);
  list?.querySelector("[data-selected]")?.removeAttribute("data-selected");
  list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
  store.updateState((state) => ({ ...state, selected: 0 }));
}

interface Props {
  onShortcuts: () => void;
}

/** Pages, shops and, by any number people have at hand, payments. */
export function CommandPalette({ onShortcuts }: Props) {
  const t = useTranslations("shell");
  const [query, setQuery] = useState("");
  const payments = usePayments(query);
  const groups = [...payments, ...usePlaces(onShortcuts)];
  const found = payments.flatMap(({ actions }) => actions.map(({ id }) => id)).join();
  useEffect(() => {
    if (found !== "") chooseFirst();
  }, [found]);
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      actions={fitting(query, groups)}
      filter={(_query, actions) => actions}
      nothingFound={t("palette.nothing")}
      scrollable
      maxHeight={440}
      searchProps={{
        "aria-label": t("palette.label"),
        placeholder: t("palette.placeholder"),
        leftSection: <IconSearch {...glyph} />,
        maxLength: MAX_SEARCH,
        spellCheck: false,
        autoComplete: "off",
      }}
      // At once: who knows the key types on without looking, and letters typed while it slides in would be lost.
      transitionProps={{ duration: 0 }}
      title={t("palette.label")}
      styles={{ header: { display: "none" }, actionDescription: { opacity: 1 } }}
    />
  );
}

/** What the server finds by the typed number. */
function usePayments(query: string): SpotlightActionGroupData[] {
  const t = useTranslations();
  const locale = useLocale();
  const router = useRouter();
  const [asked] = useDebouncedValue(query.trim(), 200);
  const found = useFoundPayments(asked);
  if (found.length === 0) return [];
  const actions = found.map((payment) => ({
    id: payment.id,
    label: t("payments.list.orderNumber", { number: payment.orderNumber }),
    description: [amountText(payment.amount, payment.currency, locale), t(`payments.status.${paymentLook(payment)}`), payment.syncName].join(" · "),
    keywords: asked.toLowerCase(),
    leftSection: <IconReceipt {...glyph} />,
    onClick: () => {
      router.push(`/payments/${payment.id}`);
    },
  }));
  return [{ group: t("shell.nav.payments"), actions }];
}

/** What is always there. */
function usePlaces(onShortcuts: () => void): SpotlightActionGroupData[] {
  const t = useTranslations("shell");
  const router = useRouter();
  const syncs = useSyncs().data ?? [];
  const to = (href: string) => () => {
    router.push(href);
  };
  return [
    { group: t("palette.pages"), actions: pages.map(({ key, href, icon: Glyph }) => ({ id: href, label: t(`nav.${key}`), leftSection: <Glyph {...glyph} />, onClick: to(href) })) },
    { group: t("nav.syncs"), actions: syncs.map(({ id, name }) => ({ id, label: name, leftSection: <IconBuildingBank {...glyph} />, onClick: to(`/syncs/${id}`) })) },
    {
      group: t("palette.actions"),
      actions: [
        { id: "new-sync", label: t("palette.newSync"), leftSection: <IconPlus {...glyph} />, onClick: to("/syncs/new") },
        { id: "new-connection", label: t("palette.newConnection"), leftSection: <IconPlus {...glyph} />, onClick: to("/connections/new") },
        { id: "shortcuts", label: t("shortcuts.title"), leftSection: <IconKeyboard {...glyph} />, onClick: onShortcuts },
      ],
    },
  ];
}

export const openPalette = spotlight.open;
