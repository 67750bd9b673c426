"use client";

import { Fieldset, Stack } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { DirtyGuard } from "#components/dirty-guard.tsx";
import { FormError } from "#components/form-error.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { SaveBar } from "#components/save-bar.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { useSubmitKey } from "#components/use-submit-key.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { editSyncInput, HOLD_HOURS_DEFAULT, newSyncInput } from "#lib/syncs/sync-schema.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { BankAccessSection } from "./bank-access-section.tsx";
import { PaymentRulesSection } from "./payment-rules-section.tsx";
import { SignatureSection } from "./signature-section.tsx";
import { newSyncBody, newSyncValues, storedSyncValues, type SyncFormIn, type SyncFormOut, syncPatchBody } from "./sync-form-values.ts";
import { useKeepSync } from "./sync-queries.ts";
import { SyncPlaceSection } from "./sync-place-section.tsx";

interface Props {
  connections: readonly Pick<ConnectionView, "id" | "name">[];
  /** Preselected for a new sync. */
  connectionId?: string;
  /** The sync to change; without one a new sync is made. */
  sync?: SyncView;
  /** The simulators run here. */
  sandbox: boolean;
}

export function SyncForm({ connections, connectionId, sync, sandbox }: Props) {
  const t = useTranslations("syncs");
  const router = useRouter();
  const keep = useKeepSync();
  const [removeToken, setRemoveToken] = useState(false);
  const onKeyDown = useSubmitKey();
  const first = connectionId ?? (connections.length === 1 ? connections[0]?.id : undefined) ?? "";
  const handle = useApiForm<SyncFormIn, SyncFormOut, SyncView>({
    schema: sync ? editSyncInput : newSyncInput,
    defaultValues: sync ? storedSyncValues(sync) : newSyncValues({ connectionId: first, sandbox, holdHours: HOLD_HOURS_DEFAULT }),
    send: (values, shown) =>
      sync
        ? api<SyncView>(`/api/syncs/${sync.id}`, { method: "PATCH", body: syncPatchBody(values, shown, removeToken) })
        : api<SyncView>("/api/syncs", { method: "POST", body: newSyncBody(values) }),
    onDone: (saved) => {
      keep(saved);
      notifySuccess(t(sync ? "form.saved" : "form.created"));
      router.push(`/syncs/${saved.id}`);
    },
  });
  const { isSubmitting, isDirty, isSubmitSuccessful } = handle.form.formState;
  const back = sync ? `/syncs/${sync.id}` : "/syncs";
  return (
    <>
      <PageHeader
        back={{ href: back, label: sync ? sync.name : t("page.back") }}
        title={sync ? t("form.titleEdit", { name: sync.name }) : t("form.titleNew")}
        {...(!sync && { description: t("intro") })}
      />
      <DirtyGuard dirty={(isDirty || removeToken) && !isSubmitSuccessful} />
      <form onSubmit={(event) => void handle.onSubmit(event)} onKeyDown={onKeyDown} noValidate>
        <Fieldset variant="unstyled" m={0} disabled={isSubmitting}>
          <Stack maw={760}>
            <SyncPlaceSection handle={handle} connections={connections} fixed={sync !== undefined} />
            <BankAccessSection handle={handle} sandbox={sandbox} {...(sync && { sync })} />
            <PaymentRulesSection handle={handle} />
            <SignatureSection
              handle={handle}
              stored={sync?.hasCallbackToken ?? false}
              removed={removeToken}
              onRemove={setRemoveToken}
            />
            <FormError message={handle.formError} />
            <SaveBar
              saving={isSubmitting}
              submitLabel={t(sync ? "form.submitEdit" : "form.submitNew")}
              onCancel={() => {
                router.push(back);
              }}
            />
          </Stack>
        </Fieldset>
      </form>
    </>
  );
}
