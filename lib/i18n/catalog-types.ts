import type { Locale } from "./locales.ts";
import type { Messages } from "./messages/ru.ts";

/** Makes the keys of `useTranslations` and `getTranslations` known to the compiler. */
declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
