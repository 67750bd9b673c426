"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/** The link of our own that a plain click would follow away from this page. */
function leavingTo(event: MouseEvent): URL | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) return null;
  const url = new URL(link.href);
  const here = window.location;
  const away = url.origin === here.origin && (url.pathname !== here.pathname || url.search !== here.search);
  return away ? url : null;
}

/** While a form holds changes that the server has not accepted: asks before a link or the closing of the tab drops them. */
export function DirtyGuard({ dirty }: { dirty: boolean }) {
  const t = useTranslations("shell.form");
  const router = useRouter();
  const [target, setTarget] = useState<URL | null>(null);

  useEffect(() => {
    if (!dirty) return;
    const onClick = (event: MouseEvent) => {
      const url = leavingTo(event);
      if (!url) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(url);
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    document.addEventListener("click", onClick, true);
    window.addEventListener("beforeunload", onUnload);
    return () => {
      document.removeEventListener("click", onClick, true);
      window.removeEventListener("beforeunload", onUnload);
    };
  }, [dirty]);

  return (
    <ConfirmDialog
      opened={target !== null}
      onClose={() => {
        setTarget(null);
      }}
      title={t("leaveTitle")}
      confirmLabel={t("leave")}
      danger
      onConfirm={() => {
        if (target) router.push(`${target.pathname}${target.search}${target.hash}`);
        setTarget(null);
      }}
    >
      {t("leaveText")}
    </ConfirmDialog>
  );
}
