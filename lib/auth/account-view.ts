/** A person's account as they may see it themselves. */
export interface AccountView {
  email: string;
  name: string | null;
  locale: string;
  timeZone: string;
  secondStep: {
    /** Null while signing in takes a password only. */
    onSince: string | null;
    recoveryCodesLeft: number;
  };
}

/** What an authenticator app has to learn. */
export interface SecondStepOffer {
  /** Base32, for apps that cannot read the picture. */
  secret: string;
  uri: string;
}
