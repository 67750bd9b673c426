"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { useErrorText } from "#components/use-error-text.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import type { SyncFormIn, SyncFormOut } from "./sync-form-values.ts";
import type { BankCheck } from "./sync-queries.ts";

interface LoginCheck {
  run: () => Promise<void>;
  isPending: boolean;
  result: BankCheck | null;
  /** Why it could not be asked at all. */
  problem: string | null;
}

type Tried = Pick<SyncFormIn, "environment" | "login" | "password">;

/** Nothing but the stored login is meant: then its password need not be typed. */
const isStored = (values: Tried, sync: SyncView | undefined): sync is SyncView =>
  sync !== undefined && values.password === "" && values.login === sync.login && values.environment === sync.environment;

/** Tries what stands in the form at the bank, before anything is saved. A verdict goes when what it was about is changed. */
export function useLoginCheck(form: UseFormReturn<SyncFormIn, unknown, SyncFormOut>, sync: SyncView | undefined): LoginCheck {
  const t = useTranslations("syncs.form");
  const errorText = useErrorText();
  const [environment, login, password] = useWatch({ control: form.control, name: ["environment", "login", "password"] });
  const ask = useMutation({
    mutationFn: (tried: Tried) =>
      isStored(tried, sync)
        ? api<BankCheck>(`/api/syncs/${sync.id}/check`, { method: "POST", body: {} })
        : api<BankCheck>("/api/syncs/check", { method: "POST", body: tried }),
  });
  const tried = ask.variables;
  const current = tried?.environment === environment && tried.login === login && tried.password === password;
  const run = async () => {
    const { environment, login, password } = form.getValues();
    const values = { environment, login, password };
    const passwordMissing = password === "" && !isStored(values, sync);
    const loginValid = await form.trigger("login", { shouldFocus: true });
    if (passwordMissing) form.setError("password", { message: "required" }, { shouldFocus: loginValid });
    if (!loginValid || passwordMissing) {
      ask.reset();
      return;
    }
    // The outcome, good or bad, is kept by the mutation and shown from there.
    await ask.mutateAsync(values).catch(() => undefined);
  };
  return {
    run,
    isPending: ask.isPending,
    result: current ? (ask.data ?? null) : null,
    problem: current && ask.error ? errorText(ask.error) || t("checkFailed") : null,
  };
}
