"use client";

import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./app-frame.module.css";
import { Brand } from "./brand.tsx";
import { ColorSchemeToggle } from "./color-scheme-toggle.tsx";
import { Keyboard } from "./keyboard.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { MainNav, type SandboxLinks } from "./main-nav.tsx";
import { PaletteButton } from "./palette-button.tsx";
import { UserMenu } from "./user-menu.tsx";

interface Props {
  email: string;
  sandbox: SandboxLinks | null;
  children: ReactNode;
}

/** Header, navigation and the place of the page. On a phone the navigation is behind the burger. */
export function AppFrame({ email, sandbox, children }: Props) {
  const t = useTranslations("shell");
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding={{ base: "md", md: "xl" }}
    >
      <a href="#main" className={classes.skip}>
        {t("skip")}
      </a>
      <AppShell.Header className={classes.surface}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t("nav.toggle")} aria-expanded={opened} />
            <Brand short />
          </Group>
          <Group gap={4} wrap="nowrap">
            <PaletteButton />
            <LanguageSwitch short />
            <ColorSchemeToggle />
            <UserMenu email={email} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        p="xs"
        className={classes.surface}
        aria-label={t("nav.label")}
        mod={{ closed: !opened }}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
        }}
      >
        <MainNav sandbox={sandbox} onNavigate={close} />
      </AppShell.Navbar>
      <Keyboard />
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>{children}</div>
      </AppShell.Main>
    </AppShell>
  );
}
