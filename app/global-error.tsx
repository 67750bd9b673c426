"use client";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The last resort, when even the root layout failed: no catalog, no theme, so both languages and plain HTML. */
export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="ru">
      <body>
        <h1>Что-то пошло не так</h1>
        <p>Повторите попытку, а если не поможет, сообщите администратору код ошибки.</p>
        <p lang="en">Something went wrong. Try again, and if that does not help, tell the administrator the error code.</p>
        {error.digest !== undefined && <p>{error.digest}</p>}
        <button type="button" onClick={reset}>
          Повторить / Try again
        </button>
      </body>
    </html>
  );
}
