import { Table, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { PaymentSort } from "#lib/payments/payment-filter-schema.ts";
import classes from "./payments.module.css";
import { directionOf, sortAfterPress, type SortColumn } from "./sort-names.ts";

export interface Sorting {
  sort: PaymentSort;
  /** Absent where the list has one order only. */
  onSort?: ((sort: PaymentSort) => void) | undefined;
}

interface Props extends Sorting {
  column: SortColumn;
  label: string;
  right?: boolean;
}

/** The head of a column that the list can be sorted by. */
export function SortHead({ column, label, right = false, sort, onSort }: Props) {
  const direction = directionOf(column, sort);
  const Glyph = direction === null ? IconArrowsSort : direction === "ascending" ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th scope="col" ta={right ? "right" : "left"} {...(direction && { "aria-sort": direction })}>
      {onSort ? (
        <UnstyledButton
          className={classes.sort}
          data-sorted={direction !== null}
          onClick={() => {
            onSort(sortAfterPress(column, sort));
          }}
        >
          {label}
          <Glyph size={14} aria-hidden />
        </UnstyledButton>
      ) : (
        label
      )}
    </Table.Th>
  );
}
