import { Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useSyncs } from "#components/syncs/sync-queries.ts";

interface Props {
  value: string | null;
  onChange: (syncId: string | null) => void;
}

/** Of which shop; not there while there is only one. */
export function SyncFilter({ value, onChange }: Props) {
  const t = useTranslations("payments.filters");
  const syncs = useSyncs().data ?? [];
  if (syncs.length <= 1) return null;
  return (
    <Select
      label={t("sync")}
      placeholder={t("syncAny")}
      data={syncs.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      clearable
      searchable={syncs.length > 7}
      w={{ base: "100%", sm: 190 }}
    />
  );
}
