import { Badge, type BadgeProps } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

export type Tone = "neutral" | "success" | "warning" | "danger" | "info" | "muted" | "note";

/** One colour per meaning, everywhere. */
const colors: Record<Tone, string> = {
  neutral: "brand",
  success: "green",
  warning: "orange",
  danger: "red",
  info: "grape",
  muted: "gray",
  note: "gray",
};

/** The kit's own text colours stay below 4.5 : 1 on its light grounds. */
const readable = (color: string): string =>
  `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9) 65%, black), var(--mantine-color-${color}-2))`;

interface Props extends Pick<BadgeProps, "size"> {
  tone: Tone;
  icon: Icon;
  children: ReactNode;
}

/** A state (or, as "note", a quality that calls for nothing): never told by colour alone, always with an icon and a word or two. */
export function StatusBadge({ tone, icon: Glyph, children, size = "md" }: Props) {
  const color = colors[tone];
  return (
    <Badge
      variant={tone === "note" ? "outline" : "light"}
      tt="none"
      fw={600}
      color={color}
      c={tone === "note" ? "dimmed" : readable(color)}
      size={size}
      style={{ flexShrink: 0, ...(tone === "note" && { borderColor: "var(--mantine-color-default-border)" }) }}
      leftSection={<Glyph size={14} stroke={2} aria-hidden />}
    >
      {children}
    </Badge>
  );
}
