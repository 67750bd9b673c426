"use client";

import { api } from "./api-client.ts";

/** Accounts of the built-in CRM and bank. */
export interface SandboxOffer {
  crmUrl: string;
  crmApiKey: string;
  bankLogin: string;
  bankPassword: string;
  crmPageUrl: string;
  bankPageUrl: string;
}

export const fetchSandboxOffer = (): Promise<SandboxOffer> => api<SandboxOffer>("/api/sandbox");
