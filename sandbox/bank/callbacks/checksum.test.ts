import { verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { asymmetricChecksum, canonicalString, makeKeyPair, symmetricChecksum } from "./checksum.ts";

/** Vectors of protocols: alfabank 6.2; the first is published by the vendor. */
const VECTORS: readonly (readonly [key: string, string: string, checksum: string])[] = [
  ["ooc7slpvc61k7sf7ma7p4hrefr", "mdOrder;06cf5599-3f17-7c86-bdbc-bd7d00a8b38b;operation;approved;orderNumber;2003;status;1;", "EAF2FB72CAB99FD5067F4BA493DD84F4D79C1589FDE8ED29622F0F07215AA972"],
  ["yourSecretToken", "amount;123456;mdOrder;3ff6962a-7dcc-4283-ab50-a6d7dd3386fe;operation;deposited;orderNumber;10747;status;1;", "51C892147225ABE87798CB02979D70EF46D0AE79B5AA3B28B1C260BE286C50A9"],
  ["123", "amount;1500;mdOrder;ed6f3abf-cea0-427e-afdf-0ba43ead124f;operation;deposited;orderNumber;89312;status;1;", "9F8253A6BB7777D067DD955751119FA5AAF67B14B9215147190F96B505CDB72C"],
  ["test-callback-token-0001", "actionCodeDescription;Успешно;amount;150000;callbackCreationDate;Mon Oct 12 14:03:27 MSK 2026;mdOrder;01491d0b-c848-7dd6-a20d-e96900a7d8c0;operation;deposited;orderNumber;A-2026-000123;status;1;", "E65481E1E6315AC2AD83F41E5C8BED7A4C4069E2CF03536CD9B04F4CA70D9D10"],
  ["test-callback-token-0001", "mdOrder;01491d0b-c848-7dd6-a20d-e96900a7d8c0;operation;declinedByTimeout;orderNumber;A-2026-000123;status;0;", "F8B798719A22678C64D8E87997464B5F87F99FE0E521231DBCCA81FCDC583A8D"],
  ["test-callback-token-0001", "bindingId;;mdOrder;01491d0b-c848-7dd6-a20d-e96900a7d8c0;operation;refunded;orderNumber;A-2026-000123;refundedAmount;40000;status;1;", "3AC1E4174F0D29BCB65246D35796453BADD624AEB6D304BF26C3402475FCE3BD"],
];

const PUBLISHED_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwtuGKbQ4WmfdV1gjWWys5jyHKTWXnxX3zVa5/Cx5aKwJpOsjrXnHh6l8bOPQ6Sgj3iSeKJ9plZ3i7rPjkfmwqUOJ1eLU5NvGkVjOgyi11aUKgEKwS5Iq5HZvXmPLzu+U22EUCTQwjBqnE/Wf0hnIwYABDgc0fJeJJAHYHMBcJXTuxF8DmDf4DpbLrQ2bpGaCPKcX+04POS4zVLVCHF6N6gYtM7U2QXYcTMTGsAvmIqSj1vddGwvNGeeUVoPbo6enMBbvZgjN5p6j3ItTziMbVba3m/u7bU1dOG2/79UpGAGR10qEFHiOqS6WpO7CuIR2tL9EznXRc7D9JZKwGfoY/QIDAQAB";
const PUBLISHED_CHECKSUM =
  "9524FD765FB1BABFB1F42E4BC6EF5A4B07BAA3F9C809098ACBB462618A9327539F975FEDB4CF6EC1556FF88BA74774342AF4F5B51BA63903BE9647C670EBD962467282955BD1D57B16935C956864526810870CD32967845EBABE1C6565C03F94FF66907CEDB54669A1C74AC1AD6E39B67FA7EF6D305A007A474F03B80FD6C965656BEAA74E09BB1189F4B32E622C903DC52843C454B7ACF76D6F76324C27767DE2FF6E7217716C19C530CA7551DB58268CC815638C30F3BCA3270E1FD44F63C14974B108E65C20638ECE2F2D752F32742FFC5077415102706FA5235D310D4948A780B08D1B75C8983F22F211DFCBF14435F262ADDA6A97BFEB6D332C3D51010B";

describe("canonical string", () => {
  test("sorts by code units, keeps empty values, leaves the signature out", () => {
    const parameters: [string, string][] = [
      ["status", "1"],
      ["checksum", "ABC"],
      ["mdorder", "x"],
      ["bindingId", ""],
      ["sign_alias", "any"],
      ["mdOrder", "x"],
    ];
    expect(canonicalString(parameters)).toBe("bindingId;;mdOrder;x;mdorder;x;status;1;");
  });
});

describe("symmetric signature", () => {
  test.each(VECTORS)("%s %s", (key, string, checksum) => {
    const parts = string.split(";");
    const parameters = Array.from({ length: (parts.length - 1) / 2 }, (_, i): [string, string] => [parts[2 * i] ?? "", parts[2 * i + 1] ?? ""]);
    expect(canonicalString(parameters.reverse())).toBe(string);
    expect(symmetricChecksum(string, key)).toBe(checksum);
  });
});

describe("asymmetric signature", () => {
  const check = (string: string, checksum: string, key: string, digest = "sha512"): boolean =>
    verify(digest, Buffer.from(string, "utf8"), key, Buffer.from(checksum, "hex"));

  test("the published vector is SHA512withRSA, the way this bank signs", () => {
    const pem = `-----BEGIN PUBLIC KEY-----\n${PUBLISHED_KEY}\n-----END PUBLIC KEY-----`;
    const string = "amount;35000099;mdOrder;12b59da8-f68f-7c8d-12b5-9da8000826ea;operation;deposited;status;1;";
    expect(check(string, PUBLISHED_CHECKSUM, pem)).toBe(true);
    expect(check(string, PUBLISHED_CHECKSUM, pem, "sha256")).toBe(false);
  });

  test("own key pair: the public half verifies, any change is noticed", () => {
    const { privatePem, publicPem } = makeKeyPair();
    const checksum = asymmetricChecksum("mdOrder;1;описание;да;", privatePem);
    expect(checksum).toMatch(/^[0-9A-F]{512}$/);
    expect(check("mdOrder;1;описание;да;", checksum, publicPem)).toBe(true);
    expect(check("mdOrder;2;описание;да;", checksum, publicPem)).toBe(false);
  });
});
