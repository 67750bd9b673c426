import { Box, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconPlayerPause, type Icon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";
import type { SyncView } from "#lib/syncs/sync-view.ts";

const looks: Record<SyncView["status"], { tone: Tone; icon: Icon }> = {
  active: { tone: "success", icon: IconCheck },
  attention: { tone: "warning", icon: IconAlertTriangle },
  disabled: { tone: "muted", icon: IconPlayerPause },
};

export function SyncStatusBadge({ status }: { status: SyncView["status"] }) {
  const t = useTranslations("syncs");
  return (
    <Tooltip label={t(`statusHint.${status}`)} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
      <Box component="span" display="inline-flex">
        <StatusBadge tone={looks[status].tone} icon={looks[status].icon}>
          {t(`status.${status}`)}
        </StatusBadge>
      </Box>
    </Tooltip>
  );
}
