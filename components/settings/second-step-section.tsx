"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormSection } from "#components/form-section.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { useMoment } from "#components/use-moment.ts";
import type { AccountView, SecondStepOffer } from "#lib/auth/account-view.ts";
import { PasswordProof } from "./password-proof.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { ScanCode } from "./scan-code.tsx";

type Phase = { at: "rest" } | { at: "on" | "off" | "codes" } | { at: "scan"; offer: SecondStepOffer } | { at: "told"; codes: string[] };

interface Props {
  email: string;
  secondStep: AccountView["secondStep"];
}

/** A code from an app beside the password: on, off, and the codes for a lost phone. */
export function SecondStepSection({ email, secondStep }: Props) {
  const t = useTranslations("settings.secondStep");
  const router = useRouter();
  const queries = useQueryClient();
  const [phase, setPhase] = useState<Phase>({ at: "rest" });
  const rest = () => {
    setPhase({ at: "rest" });
  };
  const choose = (at: "on" | "off" | "codes") => {
    setPhase({ at });
  };
  const tell = (words: string, next: Phase) => {
    notifySuccess(words);
    setPhase(next);
    router.refresh();
    void queries.invalidateQueries({ queryKey: ["sessions"] });
  };
  return (
    <FormSection title={t("title")} description={t("description")}>
      {phase.at === "rest" && <Rest secondStep={secondStep} onChoose={choose} />}
      {phase.at === "on" && (
        <PasswordProof<SecondStepOffer>
          email={email}
          path="/api/me/second-step"
          submit={t("next")}
          onDone={(offer) => {
            setPhase({ at: "scan", offer });
          }}
          onCancel={rest}
        />
      )}
      {phase.at === "scan" && (
        <ScanCode
          offer={phase.offer}
          onDone={(codes) => {
            tell(t("turnedOn"), { at: "told", codes });
          }}
          onCancel={rest}
        />
      )}
      {phase.at === "codes" && (
        <PasswordProof<{ recoveryCodes: string[] }>
          email={email}
          path="/api/me/second-step/recovery-codes"
          text={t("newCodesText")}
          submit={t("newCodes")}
          onDone={({ recoveryCodes }) => {
            tell(t("codesRenewed"), { at: "told", codes: recoveryCodes });
          }}
          onCancel={rest}
        />
      )}
      {phase.at === "off" && (
        <PasswordProof<null>
          email={email}
          path="/api/me/second-step/off"
          text={t("offText")}
          submit={t("turnOff")}
          danger
          onDone={() => {
            tell(t("turnedOff"), { at: "rest" });
          }}
          onCancel={rest}
        />
      )}
      {phase.at === "told" && <RecoveryCodes codes={phase.codes} onDone={rest} />}
    </FormSection>
  );
}

interface RestProps {
  secondStep: AccountView["secondStep"];
  onChoose: (what: "on" | "off" | "codes") => void;
}

function Rest({ secondStep: { onSince, recoveryCodesLeft }, onChoose }: RestProps) {
  const t = useTranslations("settings.secondStep");
  const moment = useMoment();
  const choose = (what: "on" | "off" | "codes") => () => {
    onChoose(what);
  };
  if (onSince === null) {
    return (
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t("off")}</Text>
        <Button variant="default" onClick={choose("on")}>
          {t("turnOn")}
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm">{t("on", { date: moment(onSince) })}</Text>
        <Text size="sm" c={recoveryCodesLeft < 3 ? "red" : "dimmed"}>
          {t("codesLeft", { count: recoveryCodesLeft })}
        </Text>
      </div>
      <Group gap="xs">
        <Button variant="default" onClick={choose("codes")}>
          {t("newCodes")}
        </Button>
        <Button variant="default" onClick={choose("off")}>
          {t("turnOff")}
        </Button>
      </Group>
    </Stack>
  );
}
