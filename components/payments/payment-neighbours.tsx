"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useNeighbours } from "./payment-queries.ts";
import { paymentHref } from "./payment-table.tsx";

interface Props {
  id: string;
  /** Filters and order of the list the reader came from. */
  query: string;
}

/** Arrows already mean something inside of these. */
const busyWithArrows = '[role="dialog"], [role="menu"], [role="tablist"], [role="radiogroup"], [tabindex="0"]';

const isBusy = ({ target }: KeyboardEvent): boolean =>
  document.querySelector('[role="dialog"]') !== null || (target instanceof Element && target.closest(busyWithArrows) !== null);

/** To the payments above and below in the list, also by ← and →. */
export function PaymentNeighbours({ id, query }: Props) {
  const t = useTranslations("payments.page");
  const router = useRouter();
  const { previous, next } = useNeighbours(id, query).data ?? { previous: null, next: null };
  const go = (to: string | null) => (event: KeyboardEvent) => {
    if (to !== null && !isBusy(event)) router.push(paymentHref(to, query));
  };
  useHotkeys([
    ["ArrowLeft", go(previous), { preventDefault: false }],
    ["ArrowRight", go(next), { preventDefault: false }],
  ]);
  if (previous === null && next === null) return null;
  return (
    <ActionIcon.Group>
      <Neighbour to={previous} label={t("previous")} query={query} icon={IconChevronLeft} />
      <Neighbour to={next} label={t("next")} query={query} icon={IconChevronRight} />
    </ActionIcon.Group>
  );
}

interface NeighbourProps {
  to: string | null;
  label: string;
  query: string;
  icon: typeof IconChevronLeft;
}

function Neighbour({ to, label, query, icon: Glyph }: NeighbourProps) {
  const glyph = <Glyph size={18} aria-hidden />;
  if (to === null) {
    return (
      <ActionIcon variant="default" size={36} aria-label={label} disabled>
        {glyph}
      </ActionIcon>
    );
  }
  return (
    <Tooltip label={label}>
      <ActionIcon component={Link} href={paymentHref(to, query)} variant="default" size={36} aria-label={label}>
        {glyph}
      </ActionIcon>
    </Tooltip>
  );
}
