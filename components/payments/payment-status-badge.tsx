import { Box, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconHandStop,
  IconLoader,
  IconQuestionMark,
  IconX,
  type Icon,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";
import { type LookName, type PaymentFacts, paymentLook } from "./payment-look.ts";

const looks: Record<LookName, { tone: Tone; icon: Icon }> = {
  pending: { tone: "neutral", icon: IconClock },
  waitingForCapture: { tone: "warning", icon: IconHandStop },
  succeeded: { tone: "success", icon: IconCheck },
  partiallyRefunded: { tone: "info", icon: IconArrowBackUp },
  refunded: { tone: "info", icon: IconArrowBackUp },
  refundPending: { tone: "warning", icon: IconLoader },
  canceled: { tone: "muted", icon: IconX },
  checking: { tone: "warning", icon: IconQuestionMark },
};

interface Props {
  payment: PaymentFacts;
  size?: "md" | "xl";
}

/** The payment's state as icon, word and tone; what it means is in the tooltip. */
export function PaymentStatusBadge({ payment, size = "md" }: Props) {
  const t = useTranslations("payments");
  const name = paymentLook(payment);
  const { tone, icon } = looks[name];
  return (
    <Tooltip label={t(`statusHint.${name}`)} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <Box component="span" display="inline-flex">
        <StatusBadge tone={tone} icon={icon} size={size}>
          {t(`status.${name}`)}
        </StatusBadge>
      </Box>
    </Tooltip>
  );
}
