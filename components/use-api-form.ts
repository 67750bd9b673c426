"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useCallback } from "react";
import { type DeepPartial, type DefaultValues, type FieldValues, get, type Path, useForm, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { issueKey } from "#lib/i18n/issue-key.ts";
import { ApiError } from "./api-client.ts";
import { useErrorText } from "./use-error-text.ts";

interface Options<In extends FieldValues, Out, Answer> {
  /** The very schema the server checks with. */
  schema: z.ZodType<Out, In>;
  defaultValues: DefaultValues<In>;
  /** `shown` is what the form began with, or was last saved as. */
  send: (values: Out, shown: Readonly<DeepPartial<In>>) => Promise<Answer>;
  onDone?: (answer: Answer) => void | Promise<void>;
}

export interface ApiForm<In extends FieldValues, Out> {
  form: UseFormReturn<In, unknown, Out>;
  /** For the form element. */
  onSubmit: (event?: React.BaseSyntheticEvent) => Promise<void>;
  /** Words for Mantine's `error` of an input; null when the field is right. */
  fieldError: (name: Path<In>) => string | null;
  /** What concerns the form as a whole. */
  formError: string | null;
}

/** A form that checks with the server's schema, sends, and puts the server's answer at the field it is about. */
export function useApiForm<In extends FieldValues, Out, Answer>({
  schema,
  defaultValues,
  send,
  onDone,
}: Options<In, Out, Answer>): ApiForm<In, Out> {
  const errorText = useErrorText();
  const form = useForm<In, unknown, Out>({
    resolver: zodResolver(schema, { error: issueKey }),
    defaultValues,
    mode: "onTouched",
  });

  const showErrors = useCallback(
    (error: unknown) => {
      const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
      const known = fields.filter(([name]) => name !== "" && get(form.getValues(), name) !== undefined);
      known.forEach(([name, [message = ""]], index) => {
        form.setError(name as Path<In>, { type: "server", message }, { shouldFocus: index === 0 });
      });
      const elsewhere = fields.filter((field) => !known.includes(field)).flatMap(([, messages]) => messages);
      if (known.length > 0 && elsewhere.length === 0) return;
      form.setError("root", { type: "server", message: elsewhere[0] ?? errorText(error) });
    },
    [form, errorText],
  );

  const { defaultValues: shown = {} as DeepPartial<In> } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    try {
      const answer = await send(values, shown);
      form.reset(form.getValues());
      await onDone?.(answer);
    } catch (error) {
      showErrors(error);
    }
  });

  const state = form.formState;
  const fieldError = (name: Path<In>): string | null => {
    const message = form.getFieldState(name, state).error?.message;
    return message === undefined ? null : errorText(message);
  };
  return { form, onSubmit: submit, fieldError, formError: state.errors.root?.message ?? null };
}
