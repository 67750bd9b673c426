import { describe, expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { bankErrorWords, bankFault } from "./error-words.ts";

const refused = (code: string, vendorMessage?: string): ProviderError =>
  new ProviderError("rejected", "x", { code, ...(vendorMessage !== undefined && { vendorMessage }) });

describe("bankFault", () => {
  it.each([
    ["5", "Доступ запрещён", "getOrderStatusExtended", "denied"],
    ["5", "Доступ запрещён.", "register", "denied"],
    ["5", "Access denied", "getOrderStatusExtended", "denied"],
    ["5", "[userName] или [password] не задан", "refund", "no_permission"],
    ["5", undefined, "register", "denied"],
    ["5", "Доступ запрещён", "reverse", "no_permission"],
    ["5", "Доступ запрещён", "registerPreAuth", "no_permission"],
    ["5", "Пользователь должен сменить свой пароль", "getOrderStatusExtended", "change_password"],
    ["5", "User must change his password", "register", "change_password"],
    ["5", "Неверная сумма", "register", "bad_request"],
    ["4", "Неверный формат запроса", "register", "bad_request"],
    ["3", "Неизвестная валюта", "register", "bad_request"],
    ["1", "Заказ с таким номером уже обработан", "registerPreAuth", "duplicate_number"],
    ["1", "Ожидается [orderId] или [orderNumber]", "getOrderStatusExtended", "bad_request"],
    ["6", "Заказ не найден", "deposit", "not_found"],
    ["7", "Системная ошибка", "refund", "wrong_state"],
    ["7", "Системная ошибка", "register", "other"],
    ["7", "Системная ошибка", "registerPreAuth", "other"],
    ["13", "нет прав", "register", "not_allowed"],
    ["42", "новое", "register", "other"],
    ["refused", "Операция отклонена", "refund", "other"],
    ["http_403", undefined, "register", "geo"],
    ["http_404", undefined, "register", "other"],
    ["unreachable", undefined, "register", "unreachable"],
    ["tls", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "register", "tls"],
    ["tls", "CERT_HAS_EXPIRED", "register", "bad_certificate"],
  ])("refusal %s %j of %s is %s", (code, message, method, fault) => {
    expect(bankFault(refused(code, message), method)).toBe(fault);
  });

  it.each([
    ["timeout", "timeout"],
    ["http_429", "overloaded"],
    ["http_503", "overloaded"],
    ["http_502", "unclear"],
    ["not_json", "unclear"],
    ["network", "unclear"],
    ["bad_answer", "unclear"],
  ])("no clear answer (%s) is %s", (code, fault) => {
    expect(bankFault(new ProviderError("unknown", "x", { code }), "refund")).toBe(fault);
  });
});

describe("bankErrorWords", () => {
  it("adds the bank's own text, and says what to do in the reader's language", () => {
    const ru = bankErrorWords(refused("4", "Неверный формат запроса"), "register", "ru");
    expect(ru.message).toBe("Банк не принял данные запроса: Неверный формат запроса");
    expect(ru.hint).toMatch(/[а-я]/);
    expect(bankErrorWords(refused("4", "Неверный формат запроса"), "register", "en").hint).not.toMatch(/[а-я]/);
  });

  it("tells an unknown refusal by its code", () => {
    expect(bankErrorWords(refused("42"), "register", "en").message).toBe("The bank refused (42)");
  });

  it("never shows engineers' words of the transport", () => {
    const error = new ProviderError("unknown", "no complete answer: ECONNRESET", { code: "network" });
    expect(JSON.stringify(bankErrorWords(error, "register", "en"))).not.toContain("ECONN");
  });
});
