"use client";

import { Kbd, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
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
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Going back in history and taking off the filters change the search behind the field's back.
    if (value !== asked) setTyped(value);
    setAsked(value);
  }
  const ask = (text: string) => {
    setAsked(text.trim());
    onChange(text.trim());
  };
  const askLater = useDebouncedCallback(ask, 350);
  // By the key's place: with a Russian layout it sends another character.
  useHotkeys([["/", () => input.current?.focus(), { usePhysicalKeys: true }]]);
  return (
    <TextInput
      ref={input}
      type="search"
      label={t("search")}
      placeholder={t("searchPlaceholder")}
      title={t("searchHint")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Kbd size="xs">/</Kbd>}
      rightSectionProps={{ "aria-hidden": true }}
      value={typed}
      maxLength={MAX_SEARCH}
      spellCheck={false}
      autoComplete="off"
      w={{ base: "100%", sm: 280 }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        askLater(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") ask(event.currentTarget.value);
      }}
    />
  );
}
