"use client";

import { Kbd, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys, useWindowEvent } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { MAX_SEARCH } from "./payment-filters.ts";

interface Props {
  value: string;
  onChange: (search: string) => void;
}

/** Searches while one types, a moment after the last letter; Enter searches at once, "/" jumps here. */
export function PaymentSearch({ value, onChange }: Props) {
  const t = useTranslations("payments.filters");
  const input = useRef<HTMLInputElement>(null);
  const [visit, setVisit] = useState(0);
  const later = useDebouncedCallback((typed: string) => {
    onChange(typed.trim());
  }, 350);
  useHotkeys([["/", () => input.current?.focus()]]);
  // Going back in history changes the search behind the field's back.
  useWindowEvent("popstate", () => {
    setVisit((count) => count + 1);
  });
  return (
    <TextInput
      key={visit}
      ref={input}
      type="search"
      label={t("search")}
      placeholder={t("searchPlaceholder")}
      title={t("searchHint")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Kbd size="xs">/</Kbd>}
      rightSectionProps={{ "aria-hidden": true }}
      defaultValue={value}
      maxLength={MAX_SEARCH}
      spellCheck={false}
      autoComplete="off"
      w={{ base: "100%", sm: 280 }}
      onChange={(event) => {
        later(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") onChange(event.currentTarget.value.trim());
      }}
    />
  );
}
