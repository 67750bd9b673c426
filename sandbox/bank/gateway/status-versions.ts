/** Which fields of the status answer the merchant's "version" setting lets through (protocols: alfabank 4.1). */

type Fields = Record<string, unknown>;

/** Field path → first version that has it; `[]` walks a list. Fields not named are in every version. */
const SINCE: readonly (readonly [path: string, version: number])[] = [
  ["orderBundle", 1],
  ["authDateTime", 2],
  ["terminalId", 2],
  ["authRefNum", 2],
  ["paymentAmountInfo", 3],
  ["bankInfo", 3],
  ["refunds", 5],
  ["chargeback", 6],
  ["cardAuthInfo.secureAuthInfo.paResStatus", 7],
  ["cardAuthInfo.paymentSystem", 8],
  ["cardAuthInfo.product", 8],
  ["paymentWay", 9],
  ["depositedDate", 10],
  ["refundedDate", 12],
  ["reversedDate", 12],
  ["payerData", 13],
  ["transactionAttributes", 14],
  ["feUtrnno", 16],
  ["cardAuthInfo.productCategory", 17],
  ["paymentAmountInfo.totalAmount", 18],
  ["refunds[].externalRefundId", 21],
  ["ofdOrderBundle", 24],
  ["refunds[].approvalCode", 26],
  ["displayErrorMessage", 33],
  ["cardAuthInfo.corporateCard", 35],
];

export function fieldsOfVersion(full: Fields, version: number): Fields {
  return SINCE.filter(([, since]) => version < since).reduce((fields, [path]) => without(fields, path.split(".")), full);
}

function without(fields: Fields, [head = "", ...rest]: string[]): Fields {
  const name = head.replace("[]", "");
  const value = fields[name];
  if (rest.length === 0) return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
  if (Array.isArray(value)) return { ...fields, [name]: value.map((one: Fields) => without(one, rest)) };
  if (typeof value === "object" && value !== null) return { ...fields, [name]: without({ ...value }, rest) };
  return fields;
}
