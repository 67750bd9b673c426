import { List, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import { bold } from "#components/rich-text.tsx";
import { neededScopes } from "./scope-words.ts";

/** Where in RetailCRM a key is made and what to tick, with the names that stand there. */
export function KeyGuide() {
  const t = useTranslations("connections.guide");
  const scope = useTranslations("connections.scopes");
  return (
    <Panel title={t("title")}>
      <List type="ordered" size="sm" spacing="xs">
        <List.Item>{t.rich("steps.open", { b: bold })}</List.Item>
        <List.Item>{t.rich("steps.access", { b: bold })}</List.Item>
        <List.Item>
          {t("steps.rights")}
          <List size="sm" mt={4} withPadding>
            {neededScopes.map((name) => (
              <List.Item key={name}>
                <b>{scope(`${name}.group`)}</b>: {scope(`${name}.name`)}
              </List.Item>
            ))}
          </List>
        </List.Item>
        <List.Item>{t("steps.save")}</List.Item>
      </List>
      <Text size="xs" c="dimmed" mt="sm">
        {t("adminHint")}
      </Text>
    </Panel>
  );
}
