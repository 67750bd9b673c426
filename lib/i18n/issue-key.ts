import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const tooSmall = (issue: Issue): string => {
  if (issue.code !== "too_small") return "invalid_format";
  if (issue.origin === "string") return issue.minimum === 1 ? "required" : "too_short";
  return issue.origin === "array" || issue.origin === "set" ? "required" : "too_small";
};

const tooBig = (issue: Issue): string => (issue.code === "too_big" && issue.origin === "string" ? "too_long" : "too_large");

const formats: Record<string, string> = { email: "invalid_email", url: "invalid_url", uuid: "invalid_uuid", datetime: "invalid_date", date: "invalid_date" };

/** Message key (catalog "errors") for an issue whose schema names none, so that nobody reads the library's English. */
export function issueKey(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined || issue.input === null ? "required" : "wrong_type";
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_format":
      return formats[issue.format] ?? "invalid_format";
    case "invalid_value":
      return issue.input === undefined || issue.input === "" || issue.input === null ? "required" : "invalid_choice";
    case "unrecognized_keys":
      return "unknown_field";
    default:
      return "invalid_format";
  }
}
