import { Button, Group } from "@mantine/core";
import { FormError } from "#components/form-error.tsx";

interface Props {
  error: string | null;
  saving: boolean;
  submit: string;
  cancel: string;
  onCancel: () => void;
}

/** The end of a small form that opens within a panel. */
export function FormFoot({ error, saving, submit, cancel, onCancel }: Props) {
  return (
    <>
      <FormError message={error} />
      <Group gap="xs">
        <Button type="submit" size="xs" loading={saving}>
          {submit}
        </Button>
        <Button variant="default" size="xs" disabled={saving} onClick={onCancel}>
          {cancel}
        </Button>
      </Group>
    </>
  );
}
