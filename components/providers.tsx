"use client";

import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { setNonce } from "get-nonce";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import "dayjs/locale/ru";
import { QueryProvider } from "./query-provider.tsx";
import { cssVariables, theme } from "./theme.ts";

interface Props {
  /** Of the answer that brought the document. A refresh brings another one, which this document's policy does not know. */
  nonce: string;
  children: ReactNode;
}

/** Everything that stands around all pages. */
export function Providers({ nonce: newest, children }: Props) {
  const [nonce] = useState(newest);
  const locale = useLocale();
  const close = useTranslations("shell.dialog")("close");
  // A toast is shown from outside React: its button gets its name here.
  const named = useMemo(
    () => mergeThemeOverrides(theme, { components: { Notification: { defaultProps: { closeButtonProps: { "aria-label": close } } } } }),
    [close],
  );
  // The kit's scroll lock writes a style sheet of its own and asks this package for the nonce.
  if (typeof window !== "undefined") setNonce(nonce);
  return (
    <MantineProvider theme={named} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
        <QueryProvider>{children}</QueryProvider>
        <Notifications position="bottom-right" limit={4} />
      </DatesProvider>
    </MantineProvider>
  );
}
