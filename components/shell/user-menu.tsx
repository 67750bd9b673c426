"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconLogout, IconSettings, IconUser } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { notifyFailure } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import classes from "./app-frame.module.css";
import { postSignOut } from "./next-auth-client.ts";

export function UserMenu({ email }: { email: string }) {
  const t = useTranslations("shell");
  const errorText = useErrorText();
  const signOut = async () => {
    try {
      await postSignOut();
      // A full load: nothing of the ended session stays in memory.
      window.location.assign("/sign-in");
    } catch (error) {
      notifyFailure(errorText(error));
    }
  };
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("user.menu")}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes.email}>{email}</Menu.Label>
        <Menu.Item component={Link} href="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          {t("nav.settings")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => {
            void signOut();
          }}
        >
          {t("user.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
