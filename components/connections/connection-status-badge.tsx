import { Box, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconPlayerPause, IconSnowflake, type Icon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";
import type { ConnectionView } from "#lib/connections/connection-view.ts";

const looks: Record<ConnectionView["status"], { tone: Tone; icon: Icon }> = {
  active: { tone: "success", icon: IconCheck },
  attention: { tone: "warning", icon: IconAlertTriangle },
  frozen: { tone: "danger", icon: IconSnowflake },
  inactive: { tone: "muted", icon: IconPlayerPause },
};

export function ConnectionStatusBadge({ status }: { status: ConnectionView["status"] }) {
  const t = useTranslations("connections");
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
