"use client";

import { FailedPage } from "#components/shell/failed-page.tsx";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function PageError({ error, reset }: Props) {
  return (
    <main>
      <FailedPage digest={error.digest} onRetry={reset} />
    </main>
  );
}
