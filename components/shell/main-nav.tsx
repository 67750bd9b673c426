"use client";

import { NavLink, Stack, Text } from "@mantine/core";
import { IconBuildingStore, IconExternalLink, IconUsers } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import classes from "./app-frame.module.css";
import { pages } from "./pages.ts";

export interface SandboxLinks {
  crmPageUrl: string;
  bankPageUrl: string;
}

interface Props {
  sandbox: SandboxLinks | null;
  onNavigate: () => void;
}

const isCurrent = (pathname: string, href: string): boolean =>
  href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);

export function MainNav({ sandbox, onNavigate }: Props) {
  const t = useTranslations("shell.nav");
  const pathname = usePathname();
  const drills = sandbox
    ? [
        { key: "sandboxCrm", href: sandbox.crmPageUrl, icon: IconUsers } as const,
        { key: "sandboxBank", href: sandbox.bankPageUrl, icon: IconBuildingStore } as const,
      ]
    : [];
  return (
    <Stack gap="lg" justify="space-between" h="100%">
      <div>
        {pages.map(({ key, href, icon: Icon }) => (
          <NavLink
            key={key}
            component={Link}
            href={href}
            label={t(key)}
            leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
            className={classes.link}
            active={isCurrent(pathname, href)}
            {...(isCurrent(pathname, href) && { "aria-current": "page" })}
            onClick={onNavigate}
          />
        ))}
      </div>
      {drills.length > 0 && (
        <div>
          <Text size="xs" c="dimmed" px="sm" pb={4}>
            {t("sandbox")}
          </Text>
          {drills.map(({ key, href, icon: Icon }) => (
            <NavLink
              key={key}
              href={href}
              target="_blank"
              rel="noopener"
              className={classes.link}
              label={t(key)}
              aria-label={`${t(key)} (${t("newTab")})`}
              leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
              rightSection={<IconExternalLink size={14} aria-hidden />}
            />
          ))}
        </div>
      )}
    </Stack>
  );
}
