import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { HelpAnswers } from "#components/help/help-answers.tsx";
import { helpGroupNames, helpGroups } from "#components/help/help-topics.ts";
import { PageHeader } from "#components/page-header.tsx";
import { bold, linkTo } from "#components/rich-text.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("help"))("title") };
}

const tags = {
  p: (chunks: ReactNode) => <p>{chunks}</p>,
  ul: (chunks: ReactNode) => <ul>{chunks}</ul>,
  ol: (chunks: ReactNode) => <ol>{chunks}</ol>,
  li: (chunks: ReactNode) => <li>{chunks}</li>,
  b: bold,
  mail: (chunks: ReactNode) => <a href="mailto:ers@alfabank.ru">{chunks}</a>,
  connections: linkTo("/connections"),
  syncs: linkTo("/syncs"),
  payments: linkTo("/payments"),
};

/** Drawn on the server: the answers are long, and no other page needs them. */
export default async function HelpPage() {
  await pageActor();
  const t = await getTranslations("help");
  const sections = helpGroupNames.map((group) => ({
    title: t(`groups.${group}`),
    topics: helpGroups[group].map((id) => ({ id, question: t(`topics.${id}.q`), answer: t.rich(`topics.${id}.a`, tags) })),
  }));
  return (
    <>
      <PageHeader title={t("title")} description={t("intro")} />
      <HelpAnswers sections={sections} labels={{ expandAll: t("expandAll"), collapseAll: t("collapseAll") }} />
    </>
  );
}
