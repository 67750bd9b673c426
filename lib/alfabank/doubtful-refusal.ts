/** "The order's state does not allow it", and "system error" (protocols: alfabank 3.4). */
export const WRONG_STATE = "7";

/** In small letters; no words at all say as little. */
export const doubtfulWords = ["системная ошибка", "system error", "internal"] as const;

/**
 * "System error" is the one refusal that does not say whether anything was done. The same code stands for plain refusals
 * (protocols: alfabank 3.4, code 7): those name a reason.
 */
export function isDoubtfulRefusal(code: string, message: string | null | undefined): boolean {
  const words = message?.trim().toLowerCase() ?? "";
  return code === WRONG_STATE && (words === "" || doubtfulWords.some((doubtful) => words.includes(doubtful)));
}
