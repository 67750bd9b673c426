import { Badge, type BadgeProps } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

export type Tone = "neutral" | "success" | "warning" | "danger" | "info" | "muted";

/** One colour per meaning, everywhere. */
const colors: Record<Tone, string> = {
  neutral: "brand",
  success: "green",
  warning: "orange",
  danger: "red",
  info: "grape",
  muted: "gray",
};

interface Props extends Pick<BadgeProps, "size"> {
  tone: Tone;
  icon: Icon;
  children: ReactNode;
}

/** A state: never told by colour alone, always with an icon and a word or two. */
export function StatusBadge({ tone, icon: Glyph, children, size = "md" }: Props) {
  return (
    <Badge variant="light" tt="none" fw={600} color={colors[tone]} size={size} leftSection={<Glyph size={14} stroke={2} aria-hidden />}>
      {children}
    </Badge>
  );
}
