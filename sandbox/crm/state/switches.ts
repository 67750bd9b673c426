/** Both readings of everything the protocol leaves open (marks [I] and [?] of the protocol file) can be chosen here. */
export const switchDefaults = {
  /** Limiter: requests per second and key; 0 switches it off. */
  requestsPerSecond: 10,
  /** Over the limit: 503 is the older answer, 429 the newer one (8.1). */
  limitStatus: 503 as 503 | 429,
  limitBody: "json" as "json" | "html",
  /** Status of successful writes: official tests show both (1.5). */
  writeStatus: 200 as 200 | 201,
  /** Bodies in JSON are read: two community clients send them, no official source does (1.1). */
  acceptJsonBodies: false,
  /** Shape of `errors` (1.5). */
  errorsShape: "map" as "map" | "list",
  /** false: the account is gone, calls answer as for an unknown host (1.5). */
  accountExists: true,
  /** An unpublished module must send its own name and logo (2). */
  modulePublished: false,
  /** https demanded of the module's addresses, except on loopback. */
  requireHttps: true,
  /** edit answers 402: no money on the account (1.5). */
  insufficientFunds: false,
  /** edit answers with billingInfo instead of the empty list (2). */
  paidModule: false,
  /** edit keeps what the new description leaves out (2.3). */
  editMerges: false,
  /** A payment type for every new shop is made at once, as a diligent merchant would. */
  autoPaymentTypes: true,
  /** update-invoice refuses moves which 6.2 does not know. */
  strictTransitions: false,
  /** update-invoice refuses fields which 5.2 does not know. */
  rejectUnknownFields: false,
  /** update-invoice during a callback about the same invoice: served, kept waiting, or refused (6.4). */
  lockDuringCallback: "off" as "off" | "wait" | "refuse",
  /** payment/check fails when the order's sum changed after the invoice was issued (5.1). */
  checkComparesOrder: true,
  /** payment/check accepts less than the invoice, as for a partial capture. */
  checkAcceptsLower: false,
  /** GET settings refused: no scope for it is documented (1.4). */
  settingsForbidden: false,
  /** payment/check needs payments_read instead of payments_write (1.4). */
  checkNeedsReadScope: false,
  /** The CRM's user sees errorMsg of answers that are not 200 (4). */
  showErrorsOfFailedCallbacks: true,
  /** Seconds the CRM waits for an answer to a callback: 5, 15, 30 or 60. */
  callbackTimeoutSeconds: 30,
  /** Amounts in callbacks: number, decimal text, or a number with the noise of binary floats. */
  amountFormat: "number" as "number" | "string" | "noisy",
  /** cancel carries the amount (4.5). */
  cancelCarriesAmount: true,
  /** orderId is sent with create (4.1). */
  sendOrderId: true,
  /** Customer and items are sent with create. */
  sendItems: true,
  sendCustomer: true,
  /** Discounts of the order are spread over the lines, or left out of them so that the sum of lines differs. */
  discountInItems: true,
  /** Delivery is one of the lines. */
  deliveryAsItem: true,
  /** Payments of an order: map by id or list (8.4). */
  paymentsAsList: false,
};

export type Switches = typeof switchDefaults;

/** The values of switches that are neither yes/no nor free numbers. */
export const switchValues: Partial<Record<keyof Switches, readonly (string | number)[]>> = {
  limitStatus: [503, 429],
  limitBody: ["json", "html"],
  writeStatus: [200, 201],
  errorsShape: ["map", "list"],
  lockDuringCallback: ["off", "wait", "refuse"],
  amountFormat: ["number", "string", "noisy"],
};
