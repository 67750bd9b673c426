"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ApiError } from "./api-client.ts";

type Lookup = ((key: string) => string) & { has(key: string): boolean };

/** Words for what went wrong: a message key of a schema, an error of the API, or anything thrown. */
export function useErrorText(): (problem: unknown) => string {
  // Keys come from schemas at run time; whether they exist is asked here and not known to their type.
  const translate = useTranslations("errors") as unknown as Lookup;
  return useCallback(
    (problem: unknown) => {
      if (typeof problem === "string") return translate.has(problem) ? translate(problem) : problem;
      if (!(problem instanceof ApiError)) return translate("unknown");
      if (problem.message !== "") return problem.message;
      return translate(translate.has(problem.code) ? problem.code : "unknown");
    },
    [translate],
  );
}
