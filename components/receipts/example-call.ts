/** A call as RetailCRM sends it, with what usually needs explaining: a discount, weighed goods, a gift and a delivery. */
export const exampleCall = JSON.stringify(
  {
    amount: 2699.99,
    currency: "RUB",
    orderNumber: "1042A",
    items: [
      { name: "Чайник «Утро» ☕", price: 990.5, quantity: 2, measurementUnit: "шт", vat: "vat22", paymentMethod: "full_prepayment", paymentObject: "commodity" },
      { name: "Сыр весовой", price: 1100, quantity: 0.375, measurementUnit: "кг", vat: "vat10", paymentMethod: "full_prepayment", paymentObject: "commodity" },
      { name: "Открытка в подарок", price: 0, quantity: 1, vat: "vat22", paymentMethod: "full_prepayment", paymentObject: "commodity" },
      { name: "Доставка", price: 350, quantity: 1, vat: "none", paymentMethod: "full_prepayment", paymentObject: "service" },
    ],
    customer: { email: "anna@example.ru", phone: "79990001122", contragentType: "individual" },
  },
  null,
  2,
);
