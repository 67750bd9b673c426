import type { Messages } from "#lib/i18n/messages/ru.ts";

export type HelpTopic = keyof Messages["help"]["topics"];

/** Answers by the moment in which their question comes up. */
export const helpGroups = {
  start: ["firstSteps", "sandbox", "testToLive"],
  retailcrm: ["apiKey", "paymentType", "severalShops", "sendLink"],
  bank: ["newShop", "webhook", "noWebhook", "certificates"],
  payments: ["modes", "neverExpires", "sms", "sbp", "refunds", "receipts", "statuses"],
  trouble: ["notPaid", "declined", "paidTwice", "changePassword", "switchOff", "secrets"],
} as const satisfies Record<keyof Messages["help"]["groups"], readonly HelpTopic[]>;

export type HelpGroup = keyof typeof helpGroups;

export const helpGroupNames = Object.keys(helpGroups) as HelpGroup[];
