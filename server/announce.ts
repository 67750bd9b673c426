/** Words for the person who started the hub go to standard error; standard output carries the JSON logs only. */
export const announce = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export interface Ready {
  readonly publicUrl: string;
  readonly setupUrl: string | null;
  readonly sandbox: boolean;
  readonly seconds: number;
}

const signIn = ({ publicUrl, setupUrl }: Ready): string =>
  setupUrl === null
    ? `Sign in:    ${publicUrl}/sign-in`
    : `First time? Make the owner's account here (valid once):\n            ${setupUrl}`;

export const announceReady = (ready: Ready): void => {
  const lines = [
    "",
    `The hub is ready after ${ready.seconds.toFixed(1)} s:  ${ready.publicUrl}`,
    signIn(ready),
    ...(ready.sandbox
      ? [
          `Simulators: RetailCRM  ${ready.publicUrl}/sandbox/crm`,
          `            the bank   ${ready.publicUrl}/sandbox/bank`,
        ]
      : []),
    "Ctrl+C stops it.",
    "",
  ];
  announce(lines.join("\n"));
};
