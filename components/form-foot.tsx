import { Button, Group } from "@mantine/core";
import { FormError } from "./form-error.tsx";
import { SubmitButton } from "./submit-button.tsx";

interface Props {
  error: string | null;
  saving: boolean;
  submit: string;
  cancel: string;
  danger?: boolean;
  onCancel: () => void;
}

/** The end of a small form that opens within a panel. */
export function FormFoot({ error, saving, submit, cancel, danger = false, onCancel }: Props) {
  return (
    <>
      <FormError message={error} />
      <Group gap="xs">
        <SubmitButton size="xs" {...(danger && { color: "red" })} loading={saving}>
          {submit}
        </SubmitButton>
        <Button variant="default" size="xs" disabled={saving} onClick={onCancel}>
          {cancel}
        </Button>
      </Group>
    </>
  );
}
