"use client";

import { Alert, Button, Group, Text } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import type { AccessRequestView } from "#lib/team/team-view.ts";
import { PersonName } from "./person-name.tsx";
import classes from "./team.module.css";
import { useAnswer } from "./team-queries.ts";

interface Props {
  connectionId: string;
  requests: readonly AccessRequestView[];
}

/** Colleagues who opened the module in the CRM and are no members yet. */
export function RequestList({ connectionId, requests }: Props) {
  const t = useTranslations("team.requests");
  if (requests.length === 0) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconUserQuestion aria-hidden />} title={t("title")}>
      <ul className={classes.list}>
        {requests.map((request) => (
          <RequestRow key={request.userId} connectionId={connectionId} request={request} />
        ))}
      </ul>
      <Text size="xs">{t("hint")}</Text>
    </Alert>
  );
}

function RequestRow({ connectionId, request: { userId, name, email } }: { connectionId: string; request: AccessRequestView }) {
  const t = useTranslations("team.requests");
  const errorText = useErrorText();
  const answer = useAnswer(connectionId);
  const who = name ?? email;
  const say = (letIn: boolean) => {
    answer.mutate(
      { userId, letIn },
      {
        onSuccess: () => {
          notifySuccess(t(letIn ? "approved" : "declined"));
        },
        onError: (error) => {
          notifyFailure(errorText(error));
        },
      },
    );
  };
  return (
    <Group component="li" gap="xs" className={classes.row}>
      <PersonName name={name} email={email} />
      <Button
        size="xs"
        aria-label={t("approveOf", { who })}
        loading={answer.isPending && answer.variables.letIn}
        disabled={answer.isPending}
        onClick={() => {
          say(true);
        }}
      >
        {t("approve")}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t("declineOf", { who })}
        loading={answer.isPending && !answer.variables.letIn}
        disabled={answer.isPending}
        onClick={() => {
          say(false);
        }}
      >
        {t("decline")}
      </Button>
    </Group>
  );
}
