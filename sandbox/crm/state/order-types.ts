/** Orders and stores. Sums are integer kopecks; instants are ISO 8601 in UTC. */

export interface Site {
  id: number;
  code: string;
  name: string;
  /** null: the simulator's own little shop page. */
  url: string | null;
}

export interface OrderItem {
  id: number;
  name: string;
  /** Kopecks per unit before discounts. */
  price: number;
  /** Decimal text, for example "0.456". */
  quantity: string;
  unit: string | null;
  vat: string | null;
  /** Kopecks off the whole line. */
  discount: number;
  paymentMethod: string;
  paymentObject: string;
  productCode: string | null;
  markingCode: string | null;
}

export interface Customer {
  firstName: string;
  lastName: string;
  patronymic: string | null;
  email: string | null;
  phone: string | null;
  contragentType: "individual" | "legal-entity" | "enterpreneur";
  legalName: string | null;
  INN: string | null;
}

export interface Order {
  id: number;
  number: string;
  site: string;
  createdAt: string;
  status: "new" | "delivered" | "complete" | "cancel";
  currency: string;
  customer: Customer | null;
  items: OrderItem[];
  /** Kopecks off the whole order. */
  discount: number;
  delivery: { name: string; cost: number; vat: string | null } | null;
  /** Set when the sum was changed by hand, without touching the lines. */
  manualTotal: number | null;
}
