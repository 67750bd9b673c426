import { Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { IconBuildingBank, IconPlugConnected, IconServer } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Amount } from "#components/amount.tsx";
import type { DifferenceJson, SideJson } from "./reconciliation-json.ts";
import { contested, isToldByCrm, shownSums, type SumName } from "./side-look.ts";

const sides = [
  { name: "bank", icon: IconBuildingBank },
  { name: "hub", icon: IconServer },
  { name: "crm", icon: IconPlugConnected },
] as const;

/** What each side says, side by side; sums they do not agree about are bold. */
export function SideFacts({ difference }: { difference: DifferenceJson }) {
  const t = useTranslations("reconciliation.sides");
  const told = sides.map(({ name }) => difference[name]);
  const sums = shownSums(told);
  const disputed = contested(told);
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
      {sides.map(({ name, icon: Icon }) => (
        <Paper key={name} withBorder p="xs" component="section" aria-label={t(name)}>
          <Group gap={6} mb={4}>
            <Icon size={16} aria-hidden />
            <Text size="sm" fw={600}>
              {t(name)}
            </Text>
          </Group>
          <Side side={difference[name]} sums={name === "crm" ? sums.filter(isToldByCrm) : sums} disputed={disputed} />
        </Paper>
      ))}
    </SimpleGrid>
  );
}

interface SideProps {
  side: SideJson;
  sums: readonly SumName[];
  disputed: readonly SumName[];
}

function Side({ side, sums, disputed }: SideProps) {
  const t = useTranslations("reconciliation");
  if (side === null || side === "missing") {
    return (
      <Text size="sm" c="dimmed">
        {t(`values.${side ?? "notAsked"}`)}
      </Text>
    );
  }
  return (
    <dl style={{ margin: 0 }}>
      <Line label={t("values.status")} value={side.status === null ? t("values.untold") : t(`statuses.${side.status}`)} />
      {sums.map((name) => {
        const value = side[name];
        return <Line key={name} label={t(`values.${name}`)} value={value === null ? t("values.untold") : <Amount value={value} />} bold={disputed.includes(name)} />;
      })}
    </dl>
  );
}

function Line({ label, value, bold = false }: { label: string; value: React.ReactNode; bold?: boolean }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0} {...(bold && { fw: 700 })}>
        {value}
      </Text>
    </Group>
  );
}
