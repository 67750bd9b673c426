"use client";

import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useTranslations } from "next-intl";

interface Props extends PasswordInputProps {
  /** A value is stored and never shown: an empty field keeps it. */
  stored?: boolean;
  /** Last characters of the stored value, when the server tells them. */
  tail?: string | null;
}

/**
 * A secret of another system: written, never read back. Browsers and password managers are asked to keep out,
 * pasting always works.
 */
export function PasswordField({ stored = false, tail, description, placeholder, ...rest }: Props) {
  const t = useTranslations("shell.secret");
  const kept = tail ? t("keepTail", { tail }) : t("keep");
  return (
    <PasswordInput
      autoComplete="off"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
      visibilityToggleButtonProps={{ "aria-label": t("toggle") }}
      {...rest}
      placeholder={stored ? "••••••••" : placeholder}
      description={
        stored ? (
          <>
            {description}
            {description ? <br /> : null}
            {kept}
          </>
        ) : (
          description
        )
      }
    />
  );
}
