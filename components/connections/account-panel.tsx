"use client";

import { Anchor } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DateTime } from "#components/date-time.tsx";
import { Fact, Facts } from "#components/fact.tsx";
import { Panel } from "#components/panel.tsx";
import { TextButton } from "#components/text-button.tsx";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { NameForm } from "./name-form.tsx";

export function AccountPanel({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections");
  const [renaming, setRenaming] = useState(false);
  const address = connection.publicUrl ?? connection.systemUrl;
  const rename = () => {
    setRenaming(!renaming);
  };
  return (
    <Panel
      title={t("details.title")}
      action={
        connection.role !== "owner" || renaming ? null : (
          <TextButton onClick={rename}>{t("name.edit")}</TextButton>
        )
      }
    >
      {renaming && <NameForm connection={connection} onClose={rename} />}
      <Facts cols={{ base: 1, xs: 2 }}>
        <Fact label={t("details.address")}>
          <Anchor href={address} target="_blank" rel="noopener noreferrer" inherit style={{ overflowWrap: "anywhere" }}>
            {address}
          </Anchor>
        </Fact>
        {connection.systemUrl !== address && <Fact label={t("details.technical")}>{connection.systemUrl}</Fact>}
        <Fact label={t("details.role")}>{t(`roles.${connection.role}`)}</Fact>
        <Fact label={t("details.timeZone")}>{connection.timeZone}</Fact>
        <Fact label={t("details.connectedAt")}>
          <DateTime value={connection.createdAt} />
        </Fact>
      </Facts>
    </Panel>
  );
}
