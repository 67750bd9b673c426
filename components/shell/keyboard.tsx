"use client";

import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { CommandPalette, openPalette } from "./command-palette.tsx";
import { Shortcuts } from "./shortcuts.tsx";

/** By the key's place: with a Russian layout the same keys send other letters. */
const byPlace = { usePhysicalKeys: true };

/** What the keyboard opens from anywhere. */
export function Keyboard() {
  const [listed, { open, close }] = useDisclosure(false);
  // From fields too: nobody types this combination into one.
  useHotkeys([["mod+K", openPalette, byPlace]], []);
  useHotkeys([
    ["shift+/", open, byPlace],
    ["shift+?", open],
  ]);
  return (
    <>
      <CommandPalette onShortcuts={open} />
      <Shortcuts opened={listed} onClose={close} />
    </>
  );
}
