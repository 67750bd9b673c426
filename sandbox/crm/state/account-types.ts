/** The account: its keys, modules and settings. */

export interface ApiKey {
  id: string;
  apiKey: string;
  label: string;
  scopes: string[];
  /** Site codes the key may see, or every site. */
  sites: "all" | string[];
  /** Old keys answer only the deprecated `credentials` list. */
  legacyCredentialsOnly: boolean;
  /** Made by the one-click connection: only such keys may be rotated by update-scopes. */
  simpleConnection: boolean;
  active: boolean;
  createdAt: string;
}

export interface ModuleShop {
  code: string;
  name: string;
  active: boolean;
}

export interface RegisteredModule {
  code: string;
  integrationCode: string;
  name: string | null;
  logo: string | null;
  clientId: string;
  baseUrl: string;
  accountUrl: string;
  actions: Record<string, string>;
  availableCountries: string[];
  active: boolean;
  freeze: boolean;
  payment: {
    actions: Record<string, string>;
    currencies: string[];
    invoiceTypes: string[];
    shops: ModuleShop[];
  } | null;
  /** The last accepted `integrationModule` word for word, for people to look at. */
  received: unknown;
  keyId: string;
  registeredAt: string;
  /** Where the one-click connection sends the merchant's browser (protocols: retailcrm 3.1); until the next registration. */
  entryUrl?: string;
}

export interface AccountSettings {
  timezone: string;
  language: "ru" | "en" | "es";
  currency: string;
  updatedAt: string;
}
