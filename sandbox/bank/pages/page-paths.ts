import type { Engine } from "../core/engine.ts";
import type { Order } from "../core/order.ts";

const ROOT = "/payment/merchants/ecom";

/** Links inside the pages are paths: they work under any host name the browser came by. */
export function pagePath(engine: Engine, order: Order, language = order.language): string {
  return `${engine.basePath}${ROOT}/payment_${language}.html?mdOrder=${order.mdOrder}`;
}

export function acsPath(engine: Engine, order: Order, language = order.language): string {
  return `${engine.basePath}${ROOT}/acs_${language}.html?mdOrder=${order.mdOrder}`;
}

export function sbpPath(engine: Engine, order: Order, language = order.language): string {
  return `${engine.basePath}${ROOT}/sbp_${language}.html?mdOrder=${order.mdOrder}`;
}

export function donePath(engine: Engine, order: Order, language = order.language): string {
  return `${engine.basePath}${ROOT}/done_${language}.html?mdOrder=${order.mdOrder}`;
}

export type ErrorKey = "session_expired" | "order_already_processed" | "internal_error" | "other";

export function errorPath(engine: Engine, key: ErrorKey, language: "ru" | "en"): string {
  return `${engine.basePath}${ROOT}/errors_${language}.html?error=payment.errors.${key}`;
}

/** What payers read, Russian and English (protocols: alfabank 5.3). */
export const ERROR_TEXTS = {
  session_expired: ["Сессия оплаты уже истекла", "Payment session already expired"],
  order_already_processed: ["Заказ уже обработан", "Order was processed already"],
  internal_error: ["Ошибка сервиса. Пожалуйста попробуйте позднее", "Internal error happened"],
  other: ["Извините, оплата не может быть завершена", "Sorry, payment cannot be complete"],
  attempt_failed: ["Оплата не прошла. Попробуйте ещё раз или возьмите другую карту", "The payment failed. Try again or use another card"],
  wrong_input: ["Проверьте введённые данные", "Check what you entered"],
  redirecting: ["Ваш платёж обработан, происходит переадресация…", "Your payment is processed, redirecting…"],
} as const satisfies Record<string, readonly [ru: string, en: string]>;
