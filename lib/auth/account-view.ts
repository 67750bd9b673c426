/** A person's account as they may see it themselves. */
export interface AccountView {
  email: string;
  name: string | null;
  locale: string;
  timeZone: string;
}
