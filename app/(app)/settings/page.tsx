import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/page-header.tsx";
import { AppearanceSection } from "#components/settings/appearance-section.tsx";
import { PasswordSection } from "#components/settings/password-section.tsx";
import { ProfileSection } from "#components/settings/profile-section.tsx";
import { SecondStepSection } from "#components/settings/second-step-section.tsx";
import { SessionsSection } from "#components/settings/sessions-section.tsx";
import { getAccount } from "#lib/auth/get-account.ts";
import { pageActor } from "#lib/auth/page-actor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage() {
  const account = await getAccount(await pageActor());
  const t = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} />
      <Stack gap="md" maw={760}>
        <ProfileSection account={account} />
        <AppearanceSection />
        <PasswordSection email={account.email} />
        <SecondStepSection email={account.email} secondStep={account.secondStep} />
        <SessionsSection />
      </Stack>
    </>
  );
}
