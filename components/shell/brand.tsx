"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./brand.module.css";

export function Brand() {
  const t = useTranslations("shell");
  return (
    <Link href="/" className={classes.brand}>
      <img src="/icon.svg" alt="" width={24} height={24} />
      {t("product")}
    </Link>
  );
}
