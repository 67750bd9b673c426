/** Four orders every new account starts with; together they hold what breaks payment modules most often. */
import type { Customer, Order, OrderItem } from "./order-types.ts";

const person: Customer = {
  firstName: "Анна",
  lastName: "Ли",
  patronymic: "Сергеевна",
  email: "anna.li@example.ru",
  phone: "+7 (900) 000-11-22",
  contragentType: "individual",
  legalName: null,
  INN: null,
};

function item(id: number, name: string, price: number, more: Partial<OrderItem> = {}): OrderItem {
  return {
    id,
    name,
    price,
    quantity: "1",
    unit: "шт",
    vat: "none",
    discount: 0,
    paymentMethod: "full_prepayment",
    paymentObject: "commodity",
    productCode: null,
    markingCode: null,
    ...more,
  };
}

export function seedOrders(createdAt: string): Order[] {
  const base = {
    site: "main-store",
    createdAt,
    status: "new",
    currency: "RUB",
    discount: 0,
    delivery: null,
    manualTotal: null,
  } as const;
  return [
    {
      ...base,
      id: 1,
      number: "1001A",
      customer: person,
      items: [item(1, "Чайник электрический Заря 1,7 л", 199990, { vat: "vat22" })],
    },
    {
      ...base,
      id: 2,
      number: "1002A",
      customer: {
        ...person,
        firstName: "Пётр",
        lastName: "O’Коннор-Щукин",
        patronymic: null,
        email: "petr+shop@example.ru",
        phone: "89161234567",
      },
      items: [
        item(1, "Набор «Чай & кофе» 100 % + кружка #1", 149050, { vat: "vat22" }),
        item(2, 'Кабель USB-C <2 м> "ёлочка" + переходник', 59000, { quantity: "2", vat: "vat10" }),
      ],
    },
    {
      ...base,
      id: 3,
      number: "1003A",
      site: "outlet",
      customer: { ...person, firstName: "Ольга", lastName: "Ким", email: null, phone: "9031112233" },
      items: [
        item(1, "Сыр «Пошехонский», весовой", 89900, { quantity: "0.456", unit: "кг", vat: "vat10" }),
        item(2, "Яблоки сезонные", 12990, { quantity: "1.35", unit: "кг", vat: "vat10" }),
      ],
    },
    {
      ...base,
      id: 4,
      number: "1004A",
      discount: 5000,
      delivery: { name: "Доставка курьером", cost: 35000, vat: "vat22" },
      customer: {
        firstName: "Иван",
        lastName: "Петров",
        patronymic: null,
        email: "office@romashka.example.ru",
        phone: "+74951234567",
        contragentType: "legal-entity",
        legalName: "ООО «Ромашка»",
        INN: "7707083893",
      },
      items: [
        item(1, "Тетрадь 48 л. в клетку", 3334, { quantity: "3", vat: "vat10", discount: 2 }),
        item(2, "Рюкзак школьный", 429900, { vat: "vat22", discount: 43000 }),
      ],
    },
  ];
}
