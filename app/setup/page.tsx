import { Alert, Button, Group } from "@mantine/core";
import { IconLinkOff } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Entrance } from "#components/auth/entrance.tsx";
import { NewAccountForm } from "#components/auth/new-account-form.tsx";
import { isSetupLinkValid } from "#lib/auth/complete-setup.ts";
import { env } from "#lib/env.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.setup"))("title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SetupPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const t = await getTranslations("auth.setup");
  if (typeof token === "string" && (await isSetupLinkValid(token))) {
    return (
      <Entrance title={t("title")} lead={t("lead")}>
        <NewAccountForm texts="auth.setup" endpoint="/api/setup" token={token} publicUrl={env().publicUrl} autoFocus />
      </Entrance>
    );
  }
  return (
    <Entrance title={t("usedTitle")}>
      <Alert color="orange" variant="light" icon={<IconLinkOff aria-hidden />}>
        {t("used")}
      </Alert>
      <Group>
        <Button component="a" href="/sign-in">
          {t("toSignIn")}
        </Button>
      </Group>
    </Entrance>
  );
}
