import { IconBuildingBank, IconHelpCircle, IconLayoutDashboard, IconPlugConnected, IconReceipt, IconScale, IconSettings } from "@tabler/icons-react";

/** The pages of the navigation, in its order. */
export const pages = [
  { key: "overview", href: "/", icon: IconLayoutDashboard },
  { key: "payments", href: "/payments", icon: IconReceipt },
  { key: "reconciliation", href: "/reconciliation", icon: IconScale },
  { key: "syncs", href: "/syncs", icon: IconBuildingBank },
  { key: "connections", href: "/connections", icon: IconPlugConnected },
  { key: "help", href: "/help", icon: IconHelpCircle },
  { key: "settings", href: "/settings", icon: IconSettings },
] as const;
