"use client";

import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { amountText } from "#components/amount.tsx";
import { useSyncs } from "#components/syncs/sync-queries.ts";
import { TextButton } from "#components/text-button.tsx";
import { useMoment } from "#components/use-moment.ts";
import { formatMoney } from "#lib/money.ts";
import { useProblems } from "./overview-queries.ts";
import { problemDetail, problemHref, type ProblemJson, problemName } from "./problem-look.ts";

const FEW = 5;

/** What a person must fix: cause and one button each. Nothing to fix takes no room. */
export function ProblemList({ initial }: { initial: ProblemJson[] }) {
  const t = useTranslations("overview.problems");
  const { data: problems } = useProblems(initial);
  const [all, setAll] = useState(false);
  if (problems.length === 0) return null;
  const shown = all ? problems : problems.slice(0, FEW);
  return (
    <section aria-label={t("title")}>
      <Title order={2} size="h4" mb="xs">
        {t("title")}
      </Title>
      <Stack gap="xs">
        {shown.map((problem) => (
          <ProblemCard key={problem.id} problem={problem} />
        ))}
        {shown.length < problems.length && (
          <TextButton
            onClick={() => {
              setAll(true);
            }}
          >
            {t("more", { count: problems.length - shown.length })}
          </TextButton>
        )}
      </Stack>
    </section>
  );
}

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** Values for every problem's words; what is not known reads as a dash. */
function useProblemValues(problem: ProblemJson): Record<string, string> {
  const locale = useLocale();
  const syncs = useSyncs().data;
  const detail = problemDetail(problem);
  const amount = text(detail["amount"]);
  return {
    name: syncs?.find(({ id }) => id === problem.syncId)?.name ?? "…",
    login: text(detail["login"]) || "—",
    email: text(detail["email"]) || "—",
    number: text(detail["orderNumber"]) || "—",
    amount: /^\d+$/.test(amount) ? formatMoney(BigInt(amount), "RUB", locale) : amountText(amount || "—", "RUB", locale),
    reason: text(detail["message"]) || text(detail["reason"]) || text(detail["code"]) || "—",
  };
}

function ProblemCard({ problem }: { problem: ProblemJson }) {
  const t = useTranslations("overview.problems");
  const moment = useMoment();
  const name = problemName(problem.kind);
  const values = useProblemValues(problem);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t(`kinds.${name}.title`, values)}>
      <Group justify="space-between" gap="sm" align="flex-end">
        <div style={{ flex: "1 1 320px" }}>
          <Text size="sm">{t(`kinds.${name}.cause`, values)}</Text>
          <Text size="xs" c="dimmed">
            {t("since", { date: moment(problem.raisedAt) })}
            {problem.count > 1 && `, ${t("count", { count: problem.count })}`}
          </Text>
        </div>
        <Button component={Link} href={problemHref(problem)} size="xs" variant="default">
          {t(`kinds.${name}.action`)}
        </Button>
      </Group>
    </Alert>
  );
}
