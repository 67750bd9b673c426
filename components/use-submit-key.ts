"use client";

import { type KeyboardEvent, useCallback } from "react";

/** For a form's `onKeyDown`: Ctrl+Enter or ⌘+Enter submits it from any field, after the same checks as the button. */
export function useSubmitKey(): (event: KeyboardEvent<HTMLFormElement>) => void {
  return useCallback((event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }, []);
}
