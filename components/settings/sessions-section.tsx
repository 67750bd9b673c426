"use client";

import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { DateTime } from "#components/date-time.tsx";
import { ErrorState } from "#components/error-state.tsx";
import { FormSection } from "#components/form-section.tsx";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import type { SessionView } from "#lib/auth/session-view.ts";
import classes from "./sessions-section.module.css";

const queryKey = ["sessions"];

function SessionRow({ session }: { session: SessionView }) {
  const t = useTranslations("settings.sessions");
  const queries = useQueryClient();
  const errorText = useErrorText();
  const end = useMutation({
    mutationFn: () => api(`/api/me/sessions/${session.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      notifySuccess(t("ended"));
      await queries.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      notifyFailure(errorText(error));
    },
  });
  return (
    <Group component="li" justify="space-between" gap="sm" className={classes.row}>
      <div>
        <Text size="sm" fw={500}>
          {t(session.current ? "current" : "other")}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {t("signedIn")}: <DateTime value={session.createdAt} /> · {t("lastSeen")}: <DateTime value={session.lastSeenAt} />
        </Text>
      </div>
      {!session.current && (
        <Button
          size="xs"
          variant="default"
          loading={end.isPending}
          onClick={() => {
            end.mutate();
          }}
        >
          {t("end")}
        </Button>
      )}
    </Group>
  );
}

export function SessionsSection() {
  const t = useTranslations("settings.sessions");
  const { data, error, refetch, isFetching } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<{ items: SessionView[] }>("/api/me/sessions", { signal }),
  });
  const queries = useQueryClient();
  const errorText = useErrorText();
  const endOthers = useMutation({
    mutationFn: () => api("/api/me/sessions", { method: "DELETE" }),
    onSuccess: async () => {
      notifySuccess(t("othersEnded"));
      await queries.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      notifyFailure(errorText(error));
    },
  });
  return (
    <FormSection title={t("title")} description={t("description")}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {!data && !error && <Skeleton h={44} />}
      {data && (
        <Stack component="ul" gap={0} className={classes.list}>
          {data.items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </Stack>
      )}
      {data && data.items.length > 2 && (
        <Group justify="flex-end">
          <Button
            variant="default"
            loading={endOthers.isPending}
            onClick={() => {
              endOthers.mutate();
            }}
          >
            {t("endOthers")}
          </Button>
        </Group>
      )}
      {data?.items.length === 1 && (
        <Text size="sm" c="dimmed">
          {t("onlyThis")}
        </Text>
      )}
    </FormSection>
  );
}
