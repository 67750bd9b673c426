import type { z } from "zod";
import { optionalFlag, optionalStructure, optionalText, structure, text } from "./callback-fields.ts";

/** What the CRM says about the account and the module (protocols: retailcrm 3.1, 4.2, 4.3). */

/** Any part may be missing; a missing part means "no change". */
export const activitySchema = structure({ active: optionalFlag, freeze: optionalFlag });

const setting = optionalStructure({ value: optionalText() });

export const settingsSchema = structure({ timezone: setting, system_language: setting });

export const registerSchema = structure({ token: text(), apiKey: text(), systemUrl: text() });

export type ActivityCall = z.output<typeof activitySchema>;
export type SettingsCall = z.output<typeof settingsSchema>;
export type RegisterCall = z.output<typeof registerSchema>;
