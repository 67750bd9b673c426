import { createHmac, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRsaCertificate } from "#testing/certificates.ts";
import { type CallbackKeys, readPublicKey, signedPayload, verifyCallback } from "./callback-signature.ts";

const none: CallbackKeys = { token: null, publicKey: null };
const withToken = (token: string): CallbackKeys => ({ token, publicKey: null });

/** "name;value;…" of the published vectors back into parameters. */
const paramsOf = (payload: string): URLSearchParams => {
  const parts = payload.slice(0, -1).split(";");
  const params = new URLSearchParams();
  for (let i = 0; i < parts.length; i += 2) params.append(parts[i] ?? "", parts[i + 1] ?? "");
  return params;
};

const vectors = [
  ["ooc7slpvc61k7sf7ma7p4hrefr", "mdOrder;06cf5599-3f17-7c86-bdbc-bd7d00a8b38b;operation;approved;orderNumber;2003;status;1;", "EAF2FB72CAB99FD5067F4BA493DD84F4D79C1589FDE8ED29622F0F07215AA972"],
  ["yourSecretToken", "amount;123456;mdOrder;3ff6962a-7dcc-4283-ab50-a6d7dd3386fe;operation;deposited;orderNumber;10747;status;1;", "51C892147225ABE87798CB02979D70EF46D0AE79B5AA3B28B1C260BE286C50A9"],
  ["123", "amount;1500;mdOrder;ed6f3abf-cea0-427e-afdf-0ba43ead124f;operation;deposited;orderNumber;89312;status;1;", "9F8253A6BB7777D067DD955751119FA5AAF67B14B9215147190F96B505CDB72C"],
  ["test-callback-token-0001", "actionCodeDescription;Успешно;amount;150000;callbackCreationDate;Mon Oct 12 14:03:27 MSK 2026;mdOrder;01491d0b-c848-7dd6-a20d-e96900a7d8c0;operation;deposited;orderNumber;A-2026-000123;status;1;", "E65481E1E6315AC2AD83F41E5C8BED7A4C4069E2CF03536CD9B04F4CA70D9D10"],
  ["test-callback-token-0001", "mdOrder;01491d0b-c848-7dd6-a20d-e96900a7d8c0;operation;declinedByTimeout;orderNumber;A-2026-000123;status;0;", "F8B798719A22678C64D8E87997464B5F87F99FE0E521231DBCCA81FCDC583A8D"],
  ["test-callback-token-0001", "bindingId;;mdOrder;01491d0b-c848-7dd6-a20d-e96900a7d8c0;operation;refunded;orderNumber;A-2026-000123;refundedAmount;40000;status;1;", "3AC1E4174F0D29BCB65246D35796453BADD624AEB6D304BF26C3402475FCE3BD"],
] as const;

const rsaKey =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwtuGKbQ4WmfdV1gjWWys5jyHKTWXnxX3zVa5/Cx5aKwJpOsjrXnHh6l8bOPQ6Sgj3iSeKJ9plZ3i7rPjkfmwqUOJ1eLU5NvGkVjOgyi11aUKgEKwS5Iq5HZvXmPLzu+U22EUCTQwjBqnE/Wf0hnIwYABDgc0fJeJJAHYHMBcJXTuxF8DmDf4DpbLrQ2bpGaCPKcX+04POS4zVLVCHF6N6gYtM7U2QXYcTMTGsAvmIqSj1vddGwvNGeeUVoPbo6enMBbvZgjN5p6j3ItTziMbVba3m/u7bU1dOG2/79UpGAGR10qEFHiOqS6WpO7CuIR2tL9EznXRc7D9JZKwGfoY/QIDAQAB";
const rsaPayload = "amount;35000099;mdOrder;12b59da8-f68f-7c8d-12b5-9da8000826ea;operation;deposited;status;1;";
const rsaChecksum =
  "9524FD765FB1BABFB1F42E4BC6EF5A4B07BAA3F9C809098ACBB462618A9327539F975FEDB4CF6EC1556FF88BA74774342AF4F5B51BA63903BE9647C670EBD962467282955BD1D57B16935C956864526810870CD32967845EBABE1C6565C03F94FF66907CEDB54669A1C74AC1AD6E39B67FA7EF6D305A007A474F03B80FD6C965656BEAA74E09BB1189F4B32E622C903DC52843C454B7ACF76D6F76324C27767DE2FF6E7217716C19C530CA7551DB58268CC815638C30F3BCA3270E1FD44F63C14974B108E65C20638ECE2F2D752F32742FFC5077415102706FA5235D310D4948A780B08D1B75C8983F22F211DFCBF14435F262ADDA6A97BFEB6D332C3D51010B";
const rsaPem = `-----BEGIN PUBLIC KEY-----\n${rsaKey.match(/.{1,64}/g)?.join("\n") ?? ""}\n-----END PUBLIC KEY-----\n`;

const signed = (payload: string, checksum: string): URLSearchParams => {
  const params = paramsOf(payload);
  params.append("checksum", checksum);
  return params;
};

describe("symmetric checksum", () => {
  it.each(vectors)("with the key %s", (token, payload, checksum) => {
    expect(signedPayload(paramsOf(payload))).toBe(payload);
    const params = signed(payload, checksum);
    params.append("sign_alias", "whatever");
    expect(verifyCallback(params, withToken(token))).toBe("valid");
    expect(verifyCallback(signed(payload, checksum.toLowerCase()), withToken(token))).toBe("valid");
    expect(verifyCallback(params, withToken(`${token}x`))).toBe("invalid");
    params.set("status", "2");
    expect(verifyCallback(params, withToken(token))).toBe("invalid");
  });

  const c46 = "mdOrder=3ff6962a-7dcc-4283-ab50-a6d7dd3386fe&orderNumber=1001&operation=deposited&status=1&callbackCreationDate=Mon%20Jan%2031%2021:46:52%20MSK%202022&clientId=";

  it("counts an empty parameter once (C-46)", () => {
    const valid = new URLSearchParams(`${c46}&checksum=58A2BA38826CA0DFBF1417FAD6EA8000888F003F927A5753F906C5259A1F44BF`);
    expect(verifyCallback(valid, withToken("test-callback-key"))).toBe("valid");
    const doubled = signedPayload(new URLSearchParams(c46)).replace("clientId;;", "clientId;;;");
    const wrong = createHmac("sha256", "test-callback-key").update(doubled).digest("hex").toUpperCase();
    expect(verifyCallback(new URLSearchParams(`${c46}&checksum=${wrong}`), withToken("test-callback-key"))).toBe("invalid");
  });

  it.each(["Mon%20Jan%2031%2021:46:52%20MSK%202022", "Mon+Jan+31+21:46:52+MSK+2022", "Mon Jan 31 21:46:52 MSK 2022"])(
    "reads spaces in any spelling (C-47): %s",
    (date) => {
      const query = `mdOrder=3ff6962a-7dcc-4283-ab50-a6d7dd3386fe&orderNumber=1001&operation=deposited&status=1&callbackCreationDate=${date}&checksum=0B59CD1499D985E9CFA14B6D6568577742407FF7A8D861CFD9A3F524BB580A2B`;
      expect(verifyCallback(new URLSearchParams(query), withToken("test-callback-key"))).toBe("valid");
    },
  );

  it("sorts by code unit, not by alphabet", () => {
    expect(signedPayload(new URLSearchParams("b=1&B=2&a=3&A=4&_=5&я=6"))).toBe("A;4;B;2;_;5;a;3;b;1;я;6;");
  });

  it("accepts the token before while the bank may still use it", () => {
    const [token, payload, checksum] = vectors[0];
    expect(verifyCallback(signed(payload, checksum), { token: "new", previousToken: token, publicKey: null })).toBe("valid");
    expect(verifyCallback(signed(payload, checksum), { token: "new", previousToken: null, publicKey: null })).toBe("invalid");
  });
});

describe("asymmetric checksum", () => {
  it.each([
    ["base64", rsaKey],
    ["base64 with line breaks", (rsaKey.match(/.{1,64}/g) ?? []).join("\r\n")],
    ["PEM", rsaPem],
    ["PEM with spaces around", `\n  ${rsaPem}  `],
  ])("with the bank's key as %s", (_kind, publicKey) => {
    const keys = { token: null, publicKey };
    expect(verifyCallback(signed(rsaPayload, rsaChecksum), keys)).toBe("valid");
    expect(verifyCallback(signed(rsaPayload, rsaChecksum.toLowerCase()), keys)).toBe("valid");
    expect(verifyCallback(signed(rsaPayload.replace("35000099", "35000098"), rsaChecksum), keys)).toBe("invalid");
    expect(verifyCallback(signed(rsaPayload, rsaChecksum.replace("9524", "9525")), keys)).toBe("invalid");
  });

  it("wants SHA-512: the same key's SHA-256 signature is refused", () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
    const make = (hash: string) => sign(hash, Buffer.from(rsaPayload), createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" }))).toString("hex");
    expect(verifyCallback(signed(rsaPayload, make("sha512")), { token: null, publicKey: pem })).toBe("valid");
    expect(verifyCallback(signed(rsaPayload, make("sha256")), { token: null, publicKey: pem })).toBe("invalid");
  });

  it("reads the key from a certificate, PEM or bare base64", async () => {
    const { pem, keyPem } = await makeRsaCertificate("Bank");
    const checksum = sign("sha512", Buffer.from(rsaPayload), createPrivateKey(keyPem)).toString("hex");
    const bare = pem.replace(/-----[A-Z ]+-----/g, "").trim();
    expect(verifyCallback(signed(rsaPayload, checksum), { token: null, publicKey: pem })).toBe("valid");
    expect(verifyCallback(signed(rsaPayload, checksum), { token: null, publicKey: bare })).toBe("valid");
  });

  it("takes either kind when both are set up", () => {
    const [token, payload, checksum] = vectors[1];
    const keys = { token, publicKey: rsaKey };
    expect(verifyCallback(signed(payload, checksum), keys)).toBe("valid");
    expect(verifyCallback(signed(rsaPayload, rsaChecksum), keys)).toBe("valid");
  });
});

describe("what cannot be valid", () => {
  const [token, payload, checksum] = vectors[0];

  it("has nothing to check with", () => {
    expect(verifyCallback(signed(payload, checksum), none)).toBe("unchecked");
    expect(verifyCallback(signed(payload, checksum), { token: "", publicKey: "" })).toBe("unchecked");
  });

  it("has no checksum where there should be one", () => {
    expect(verifyCallback(paramsOf(payload), withToken(token))).toBe("absent");
    expect(verifyCallback(signed(payload, ""), withToken(token))).toBe("absent");
    expect(verifyCallback(new URLSearchParams(), withToken(token))).toBe("absent");
  });

  it.each(["zz", "0", checksum.slice(2), `${checksum}00`, `${checksum}0`, checksum.replace("E", "g"), "ё".repeat(64), "0".repeat(5_000)])(
    "has a malformed checksum: %s",
    (odd) => {
      expect(verifyCallback(signed(payload, odd), withToken(token))).toBe("invalid");
    },
  );

  it("names its checksum twice", () => {
    const params = signed(payload, checksum);
    params.append("checksum", checksum);
    expect(verifyCallback(params, withToken(token))).toBe("invalid");
  });

  it("is not opened by an unreadable key", () => {
    expect(verifyCallback(signed(payload, checksum), { token: null, publicKey: "not a key" })).toBe("invalid");
  });

  it("does not verify whatever anyone sends", () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.string(), (query, odd) => {
        const params = new URLSearchParams(query);
        params.append("checksum", odd);
        expect(["invalid", "absent"]).toContain(verifyCallback(params, { token, publicKey: rsaKey }));
      }),
    );
  });
});

describe("readPublicKey", () => {
  it("reads no private keys, other kinds of keys or junk", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const ed = generateKeyPairSync("ed25519").publicKey.export({ format: "pem", type: "spki" }).toString();
    const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
    for (const text of [privateKey.export({ format: "pem", type: "pkcs8" }).toString(), pkcs8, ed, "", "-----BEGIN", "AAAA", "ключ", rsaKey.slice(4)]) {
      expect(readPublicKey(text)).toBeNull();
    }
  });
});
