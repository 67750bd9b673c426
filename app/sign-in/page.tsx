import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Entrance } from "#components/auth/entrance.tsx";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { ownLocation } from "#lib/auth/own-location.ts";
import { findPageActor } from "#lib/auth/page-actor.ts";
import { returnPath } from "#lib/auth/return-path.ts";
import { env } from "#lib/env.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, reason } = await searchParams;
  const { publicUrl } = env();
  const returnTo = returnPath(one(callbackUrl), publicUrl);
  if (await findPageActor()) redirect(ownLocation(returnTo));
  const t = await getTranslations("auth.signIn");
  return (
    <Entrance title={t("title")} lead={t("lead")}>
      <SignInForm returnTo={returnTo} expired={one(reason) === "expired"} publicUrl={publicUrl} />
    </Entrance>
  );
}
