import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";

/** What concerns a form as a whole; nothing while there is nothing to say. */
export function FormError({ message }: { message: string | null }) {
  if (message === null) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle aria-hidden />} role="alert">
      {message}
    </Alert>
  );
}
