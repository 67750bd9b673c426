"use client";

import { Button, Kbd, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconFilterOff, IconSearch } from "@tabler/icons-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { EmptyState } from "./empty-state.tsx";

/** So many are taken in at a glance. */
const FEW = 5;

interface Props<T> {
  items: readonly T[];
  label: string;
  /** Everything one may look for an item by. */
  textOf: (item: T) => string[];
  children: (found: readonly T[]) => ReactNode;
}

/** A list that is here as a whole, with a search once it is long. What is searched stands in the address. */
export function SearchedList<T>({ items, label, textOf, children }: Props<T>) {
  const t = useTranslations("shell.search");
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState(useSearchParams().get("search") ?? "");
  const words = search.trim().toLowerCase();
  const found = words === "" ? items : items.filter((item) => textOf(item).some((text) => text.toLowerCase().includes(words)));
  const change = (text: string) => {
    setSearch(text);
    const query = new URLSearchParams(text.trim() === "" ? {} : { search: text.trim() }).toString();
    window.history.replaceState(null, "", query === "" ? window.location.pathname : `?${query}`);
  };
  useHotkeys([["/", () => input.current?.focus(), { usePhysicalKeys: true }]]);
  if (items.length <= FEW && words === "") return children(items);
  return (
    <>
      <TextInput
        ref={input}
        type="search"
        aria-label={label}
        placeholder={t("placeholder")}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">/</Kbd>}
        rightSectionProps={{ "aria-hidden": true }}
        value={search}
        maxLength={100}
        spellCheck={false}
        autoComplete="off"
        mb="md"
        maw={360}
        onChange={(event) => {
          change(event.currentTarget.value);
        }}
      />
      {found.length > 0 ? children(found) : <NothingFound onReset={() => { change(""); }} />}
    </>
  );
}

function NothingFound({ onReset }: { onReset: () => void }) {
  const t = useTranslations("shell.search");
  return (
    <EmptyState
      icon={<IconFilterOff size={24} aria-hidden />}
      title={t("nothing")}
      description={t("nothingText")}
      action={
        <Button variant="default" onClick={onReset}>
          {t("reset")}
        </Button>
      }
    />
  );
}
