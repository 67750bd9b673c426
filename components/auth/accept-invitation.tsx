"use client";

import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { FormError } from "#components/form-error.tsx";
import { useErrorText } from "#components/use-error-text.ts";

/** A signed-in person says yes. Asked, because a link alone must not tie anybody to anything. */
export function AcceptInvitation({ token, email }: { token: string; email: string }) {
  const t = useTranslations("auth.invite");
  const who = useTranslations("auth.join");
  const errorText = useErrorText();
  const accept = useMutation({
    mutationFn: () => api<{ connectionId: string }>("/api/invitations/accept", { method: "POST", body: { token } }),
    onSuccess: ({ connectionId }) => {
      window.location.assign(`/connections/${connectionId}`);
    },
  });
  return (
    <>
      <Text size="sm">{who("signedInAs", { email })}</Text>
      <FormError message={accept.error && errorText(accept.error)} />
      <Button
        loading={accept.isPending || accept.isSuccess}
        onClick={() => {
          accept.mutate();
        }}
      >
        {t("accept")}
      </Button>
    </>
  );
}
