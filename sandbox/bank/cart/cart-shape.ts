/** Shapes of orderBundle and of items lists (protocols: alfabank 7.1). Shape only; the rules are in the other cart files. */
import { z } from "zod";

/** The engine's JSON reader takes numbers written as text too. */
const integer = z.union([z.number().int(), z.string().regex(/^\d{1,15}$/).transform(Number)]);
const decimal = z.union([z.number(), z.string().regex(/^\d{1,12}(\.\d{1,9})?$/).transform(Number)]);
const text = (max: number) => z.string().min(1).max(max);

const attributeSchema = z.looseObject({ name: text(255), value: z.unknown() });

const cartItemSchema = z.looseObject({
  positionId: integer,
  name: text(255),
  quantity: z.strictObject({
    value: decimal,
    measure: z.union([z.string().min(1).max(20), z.number().int().transform(String)]),
  }),
  itemPrice: integer.optional(),
  itemAmount: integer.optional(),
  itemCurrency: z.union([z.string(), z.number().transform(String)]).optional(),
  itemCode: text(100),
  tax: z.looseObject({ taxType: integer, taxSum: integer.optional() }).optional(),
  itemAttributes: z.looseObject({ attributes: z.array(attributeSchema) }).optional(),
  itemDetails: z
    .looseObject({ itemDetailsParams: z.array(z.looseObject({ name: text(255), value: text(2000) })) })
    .optional(),
});

export type CartItem = z.infer<typeof cartItemSchema>;

const customerSchema = z.looseObject({
  email: z.string().optional(),
  phone: z.string().optional(),
  contact: z.string().max(40).optional(),
  fullName: z.string().max(100).optional(),
  passport: z.string().optional(),
  inn: z.string().optional(),
  deliveryInfo: z
    .looseObject({
      deliveryType: z.string().max(20).optional(),
      country: z.string().length(2),
      city: z.string().min(1).max(40),
      postAddress: z.string().min(1).max(255),
    })
    .optional(),
});

export type Customer = z.infer<typeof customerSchema>;

export const bundleSchema = z.looseObject({
  orderCreationDate: z.union([z.string(), z.number()]).optional(),
  customerDetails: customerSchema.optional(),
  cartItems: z.looseObject({ items: z.array(cartItemSchema).min(1).max(1000) }),
});

export type Bundle = z.infer<typeof bundleSchema>;

/** depositItems / refundItems: `{"items":[…]}`, for refunds also a plain list (quirk 25). */
export const partSchema = z.union([
  z.looseObject({ items: z.array(cartItemSchema).min(1) }).transform((part) => part.items),
  z.array(cartItemSchema).min(1),
]);
