"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./brand.module.css";

interface Props {
  /** On a phone only the sign: the room is needed. */
  short?: boolean;
}

export function Brand({ short = false }: Props) {
  const t = useTranslations("shell");
  return (
    <Link href="/" className={classes.brand} data-short={short} aria-label={t("product")}>
      <img src="/icon.svg" alt="" width={24} height={24} />
      <span className={classes.name}>{t("product")}</span>
    </Link>
  );
}
