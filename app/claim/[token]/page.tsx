import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeadLink } from "#components/auth/dead-link.tsx";
import { Entrance } from "#components/auth/entrance.tsx";
import { JoinChoice } from "#components/auth/join-choice.tsx";
import { ownLocation } from "#lib/auth/own-location.ts";
import { findPageActor } from "#lib/auth/page-actor.ts";
import { isClaimValid } from "#lib/connections/claim-with-account.ts";
import { env } from "#lib/env.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.claim"))("title") };
}

interface Props {
  params: Promise<{ token: string }>;
}

/** Where the CRM's one-click connection leads its merchant: with an account or without. */
export default async function ClaimPage({ params }: Props) {
  const { token } = await params;
  const onward = `/connections?claim=${encodeURIComponent(token)}`;
  if (await findPageActor()) redirect(ownLocation(onward));
  const t = await getTranslations("auth.claim");
  if (!(await isClaimValid(token))) {
    const join = await getTranslations("auth.join");
    return (
      <DeadLink title={t("goneTitle")} text={t("gone")} href="/sign-in">
        {join("toSignIn")}
      </DeadLink>
    );
  }
  return (
    <Entrance title={t("title")} lead={t("lead")}>
      <JoinChoice endpoint="/api/connections/claim/account" token={token} publicUrl={env().publicUrl} returnTo={onward} />
    </Entrance>
  );
}
