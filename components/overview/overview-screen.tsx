"use client";

import { Stack } from "@mantine/core";
import { useTranslations } from "next-intl";
import { PageHeader } from "#components/page-header.tsx";
import type { FirstPage } from "#components/payments/payment-queries.ts";
import { DaysChart } from "./days-chart.tsx";
import { Figures } from "./figures.tsx";
import { LastPayments } from "./last-payments.tsx";
import { type OverviewJson, useOverview } from "./overview-queries.ts";
import type { ProblemJson } from "./problem-look.ts";
import { ProblemList } from "./problem-list.tsx";
import { Rehearsal, type SandboxPages } from "./rehearsal.tsx";
import { SetupChecklist } from "./setup-checklist.tsx";

interface Props {
  overview: OverviewJson;
  problems: ProblemJson[];
  payments: FirstPage;
  /** Pages of the simulators; null where none run. */
  sandbox: SandboxPages | null;
}

/** What needs fixing first, then the way to go, then the figures. */
export function OverviewScreen({ overview: initial, problems, payments, sandbox }: Props) {
  const t = useTranslations("overview");
  const { data: overview } = useOverview(initial);
  const { setup } = overview;
  const complete = setup.connected && setup.synced && setup.tested && setup.live;
  return (
    <>
      <PageHeader title={t("title")} />
      <Stack>
        <ProblemList initial={problems} />
        {!complete && <SetupChecklist setup={setup} />}
        {sandbox && !setup.tested && <Rehearsal pages={sandbox} />}
        {setup.synced && (
          <>
            <Figures overview={overview} />
            <DaysChart overview={overview} />
            <LastPayments initial={payments} />
          </>
        )}
      </Stack>
    </>
  );
}
