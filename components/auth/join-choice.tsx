import { Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { TextLink } from "#components/text-link.tsx";
import { NewAccountForm, type NewAccount } from "./new-account-form.tsx";

interface Props extends NewAccount {
  /** Page that goes on with the link once somebody is signed in. */
  returnTo: string;
}

/** Nobody is signed in: an account can be made, or one that exists be used. */
export function JoinChoice({ returnTo, ...account }: Props) {
  const t = useTranslations("auth.join");
  return (
    <>
      <Text size="sm">
        {t("haveAccount")} <TextLink href={`/sign-in?callbackUrl=${encodeURIComponent(returnTo)}`}>{t("toSignIn")}</TextLink>
      </Text>
      <Title order={2} size="h4">
        {t("newTitle")}
      </Title>
      <NewAccountForm texts="auth.join" {...account} />
    </>
  );
}
