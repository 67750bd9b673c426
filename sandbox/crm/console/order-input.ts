/** Turns the fields of the order form into the input of the control methods; blank lines are left out. */
import type { z } from "zod";
import type { newOrder } from "../control/inputs.ts";
import { ControlError } from "../control/method.ts";
import { parseQuantity, parseRoubles } from "../money.ts";
import type { OrderFields } from "./order-form.ts";
import type { Texts } from "./texts-ru.ts";

type OrderInput = z.input<typeof newOrder>;

export function readOrder(fields: OrderFields, t: Texts): OrderInput {
  const text = (name: string): string => (fields[name] ?? "").trim();
  const sum = (name: string, label: string): string => {
    const value = text(name) === "" ? "0" : text(name);
    if ((parseRoubles(value) ?? -1) < 0) throw new ControlError(`${label}: «${value}»`);
    return value;
  };
  const indexes = Object.keys(fields).flatMap((name) => /^item(\d{1,3})_name$/.exec(name)?.[1] ?? []);
  const items = indexes
    .filter((index) => text(`item${index}_name`) !== "")
    .map((index) => {
      const part = (name: string): string => text(`item${index}_${name}`);
      const quantity = part("quantity") === "" ? "1" : part("quantity");
      const parsed = parseQuantity(quantity);
      if (!parsed || parsed.units === 0n) throw new ControlError(`${t.quantity}: «${quantity}»`);
      return {
        name: part("name"),
        price: sum(`item${index}_price`, t.price),
        quantity,
        unit: part("unit") || null,
        vat: part("vat") || "none",
        discount: sum(`item${index}_discount`, t.discount),
        paymentObject: part("object") || "commodity",
        markingCode: part("marking") || null,
        productCode: part("product") || null,
        paymentMethod: part("method") || "full_prepayment",
      };
    });
  if (items.length === 0) throw new ControlError(t.noItems);
  const deliveryCost = text("deliveryCost");
  const contragent = text("contragentType");
  return {
    items,
    discount: sum("discount", t.orderDiscount),
    ...(text("site") === "" ? {} : { site: text("site") }),
    delivery:
      deliveryCost === ""
        ? null
        : {
            name: text("deliveryName") || "Доставка",
            cost: sum("deliveryCost", t.deliveryCost),
            vat: text("deliveryVat") || "none",
          },
    customer: {
      firstName: text("firstName"),
      lastName: text("lastName"),
      patronymic: text("patronymic") || null,
      phone: text("phone") || null,
      email: text("email") || null,
      contragentType: contragent === "legal-entity" || contragent === "enterpreneur" ? contragent : "individual",
      legalName: text("legalName") || null,
      INN: text("INN") || null,
    },
  };
}
