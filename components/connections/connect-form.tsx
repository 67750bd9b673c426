"use client";

import { Button, Fieldset, Grid, Group, Stack, TextInput } from "@mantine/core";
import { IconPlugConnected } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { api } from "#components/api-client.ts";
import { DirtyGuard } from "#components/dirty-guard.tsx";
import { FormError } from "#components/form-error.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PasswordField } from "#components/password-field.tsx";
import { SaveBar } from "#components/save-bar.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { useErrorText } from "#components/use-error-text.ts";
import { useSubmitKey } from "#components/use-submit-key.ts";
import { connectionCheckInput, type ConnectionCheckInput } from "#lib/connections/connection-schema.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import type { CheckStepJson } from "./check-state.ts";
import { CheckSteps } from "./check-steps.tsx";
import { useKeepConnection } from "./connection-queries.ts";
import { KeyGuide } from "./key-guide.tsx";
import { SandboxConnect } from "./sandbox-connect.tsx";

interface Props {
  /** Given by the CRM when it sends the merchant here. */
  account?: string;
  /** The simulators run here. */
  sandbox: boolean;
}

interface CheckAnswer {
  ok: boolean;
  steps: CheckStepJson[];
}

export function ConnectForm({ account = "", sandbox }: Props) {
  const t = useTranslations("connections");
  const router = useRouter();
  const keep = useKeepConnection();
  const errorText = useErrorText();
  const onKeyDown = useSubmitKey();
  const result = useRef<HTMLDivElement>(null);
  const handle = useApiForm<z.input<typeof connectionCheckInput>, ConnectionCheckInput, ConnectionView>({
    schema: connectionCheckInput,
    defaultValues: { systemUrl: account, apiKey: "" },
    send: (values) => api<ConnectionView>("/api/connections", { method: "POST", body: values }),
    onDone: (connection) => {
      keep(connection);
      notifySuccess(t("form.done"));
      router.push(`/connections/${connection.id}`);
    },
  });
  const { form, fieldError, formError } = handle;
  const { isSubmitting, isDirty, isSubmitSuccessful } = form.formState;
  const check = useMutation({
    mutationFn: (body: ConnectionCheckInput) => api<CheckAnswer>("/api/connections/check", { method: "POST", body }),
    onSuccess: () => result.current?.scrollIntoView({ block: "nearest" }),
  });
  const runCheck = async () => {
    if (await form.trigger(undefined, { shouldFocus: true })) check.mutate(form.getValues());
  };
  // A verdict goes when what it was about is changed.
  const [systemUrl, apiKey] = useWatch({ control: form.control, name: ["systemUrl", "apiKey"] });
  const current = check.variables?.systemUrl === systemUrl && check.variables.apiKey === apiKey;
  return (
    <>
      <PageHeader back={{ href: "/connections", label: t("page.back") }} title={t("form.title")} description={t("form.intro")} />
      <DirtyGuard dirty={isDirty && !isSubmitSuccessful} />
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <form onSubmit={(event) => void handle.onSubmit(event)} onKeyDown={onKeyDown} noValidate>
            <Fieldset variant="unstyled" m={0} disabled={isSubmitting}>
              <Stack>
                {sandbox && <SandboxConnect form={form} />}
                <TextInput
                  {...form.register("systemUrl")}
                  label={t("form.systemUrl")}
                  description={t("form.systemUrlHint")}
                  inputMode="url"
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  error={fieldError("systemUrl")}
                />
                <PasswordField
                  {...form.register("apiKey")}
                  label={t("form.apiKey")}
                  description={t("form.apiKeyHint")}
                  autoComplete="new-password"
                  error={fieldError("apiKey")}
                />
                <Group>
                  <Button
                    variant="default"
                    leftSection={<IconPlugConnected size={16} aria-hidden />}
                    loading={check.isPending}
                    onClick={() => void runCheck()}
                  >
                    {t("form.check")}
                  </Button>
                </Group>
                <div ref={result}>
                  {current && check.data && <CheckSteps steps={check.data.steps} usable={check.data.ok} />}
                  <FormError message={current && check.error ? errorText(check.error) : null} />
                </div>
                <FormError message={formError} />
                <SaveBar
                  saving={isSubmitting}
                  submitLabel={t("form.submit")}
                  onCancel={() => {
                    router.push("/connections");
                  }}
                />
              </Stack>
            </Fieldset>
          </form>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <KeyGuide />
        </Grid.Col>
      </Grid>
    </>
  );
}
