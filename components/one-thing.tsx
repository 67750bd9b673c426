"use client";

import { Skeleton, Stack } from "@mantine/core";
import { IconFileOff } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "./api-client.ts";
import { EmptyState } from "./empty-state.tsx";
import { ErrorState } from "./error-state.tsx";

interface Props<T> {
  query: UseQueryResult<T>;
  words: Record<"loading" | "notFoundTitle" | "notFoundText" | "failedTitle", string>;
  children: (thing: T) => ReactNode;
}

/** A page about one thing: on its way, not there (or not for this reader), not to be had now, or shown. */
export function OneThing<T>({ query, words, children }: Props<T>) {
  const { data, error, refetch, isFetching } = query;
  if (data !== undefined) return children(data);
  if (error instanceof ApiError && error.code === "not_found") {
    return <EmptyState icon={<IconFileOff size={24} aria-hidden />} title={words.notFoundTitle} description={words.notFoundText} />;
  }
  if (error) return <ErrorState title={words.failedTitle} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <Stack role="status" aria-busy aria-label={words.loading}>
      <Skeleton height={32} width={260} />
      <Skeleton height={160} />
      <Skeleton height={160} />
    </Stack>
  );
}
