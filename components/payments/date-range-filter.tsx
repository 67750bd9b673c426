"use client";

import { DatePickerInput } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { datePresets, dayIn } from "./date-presets.ts";
import classes from "./payments.module.css";

type Range = [string | null, string | null];

interface Props {
  value: Range;
  onChange: (range: Range) => void;
  label?: string;
  placeholder?: string;
}

/** Two calendar days, or none. A half-chosen range waits here and narrows nothing yet. */
export function DateRangeFilter({ value, onChange, label, placeholder }: Props) {
  const t = useTranslations("payments.filters");
  const timeZone = useTimeZone() ?? "UTC";
  const id = useId(); // one for field and dropdown: the kit would name the dropdown after nothing
  const [half, setHalf] = useState<Range | null>(null);
  const presets = datePresets(dayIn(timeZone, new Date())).map(({ name, range }) => ({ value: range, label: t(name) }));
  const choose = (range: Range) => {
    const complete = (range[0] === null) === (range[1] === null);
    setHalf(complete ? null : range);
    if (complete) onChange(range);
  };
  return (
    <DatePickerInput
      type="range"
      label={label ?? t("dates")}
      placeholder={placeholder ?? t("datesAny")}
      leftSection={<IconCalendar size={16} aria-hidden />}
      valueFormat="D MMM YYYY"
      value={half ?? value}
      onChange={choose}
      presets={presets}
      allowSingleDateInRange
      hideOutsideDates
      weekendDays={[]}
      id={id}
      popoverProps={{ id }}
      ariaLabels={{
        previousMonth: t("previousMonth"),
        nextMonth: t("nextMonth"),
        previousYear: t("previousYear"),
        nextYear: t("nextYear"),
        previousDecade: t("previousDecade"),
        nextDecade: t("nextDecade"),
        monthLevelControl: t("chooseMonth"),
        yearLevelControl: t("chooseYear"),
      }}
      clearable
      classNames={{ placeholder: classes.placeholder }}
      clearButtonProps={{ "aria-label": t("clearDates") }}
      w={{ base: "100%", sm: 310 }}
    />
  );
}
