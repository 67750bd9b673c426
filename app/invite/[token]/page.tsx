import { Button, Text } from "@mantine/core";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvitation } from "#components/auth/accept-invitation.tsx";
import { DeadLink } from "#components/auth/dead-link.tsx";
import { Entrance } from "#components/auth/entrance.tsx";
import { JoinChoice } from "#components/auth/join-choice.tsx";
import { findPageActor } from "#lib/auth/page-actor.ts";
import { env } from "#lib/env.ts";
import { lookAtInvitation } from "#lib/team/look-at-invitation.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.invite"))("title") };
}

interface Props {
  params: Promise<{ token: string }>;
}

/** Where an owner's one-time link leads. Looking at it uses nothing up: messengers do that too. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const actor = await findPageActor();
  const invitation = await lookAtInvitation(actor, token);
  const t = await getTranslations("auth.invite");
  if (!invitation) {
    return (
      <DeadLink title={t("goneTitle")} text={t("gone")} href="/">
        {t("toStart")}
      </DeadLink>
    );
  }
  const { connectionId, connectionName, role, member } = invitation;
  return (
    <Entrance title={t("title")} lead={t("lead", { name: connectionName, role: t(`roles.${role}`) })}>
      {actor && member && (
        <>
          <Text size="sm">{t("already")}</Text>
          <Button component="a" href={`/connections/${connectionId}`}>
            {t("open")}
          </Button>
        </>
      )}
      {actor && !member && <AcceptInvitation token={token} email={actor.email} />}
      {!actor && <JoinChoice endpoint="/api/invitations/account" token={token} publicUrl={env().publicUrl} returnTo={`/invite/${token}`} />}
    </Entrance>
  );
}
