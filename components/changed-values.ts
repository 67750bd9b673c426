import { shallowEqual } from "@mantine/hooks";

/**
 * What a person changed of what the form showed him: only that is sent, so that what others have changed meanwhile stays.
 * A structure among the values goes as a whole.
 */
export function changedValues<T extends object>(values: T, shown: Readonly<Partial<Record<keyof T, unknown>>>): Partial<T> {
  const names = Object.keys(values) as (keyof T)[];
  return Object.fromEntries(names.filter((name) => !shallowEqual(values[name], shown[name])).map((name) => [name, values[name]])) as Partial<T>;
}
