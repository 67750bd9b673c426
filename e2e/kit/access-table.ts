/**
 * Who gets what answer from every route of the JSON API: nobody signed in, a person of another shop, a viewer of this
 * one. A route that is not here fails the test: whoever adds one has to decide.
 */
export interface Access {
  anonymous: number;
  /** null: not asked here. */
  stranger: number | null;
  viewer: number | null;
  /** What a person who may do it would send. */
  body?: Record<string, unknown>;
}

const personal = (status: number, body?: Record<string, unknown>): Access => ({ anonymous: 401, stranger: status, viewer: status, ...(body && { body }) });
/** Things of one account: strangers cannot tell them from nothing. */
const seen: Access = { anonymous: 401, stranger: 404, viewer: 200 };
const changed = (body: Record<string, unknown> = {}): Access => ({ anonymous: 401, stranger: 404, viewer: 403, body });

const bankLogin = { environment: "sandbox", login: "r-guess-api", password: "a guess" };
const person = { email: "guess@example.ru", password: "a guess of mine" };
const guessedToken = { token: "0".repeat(32) };

export const accessTable: Readonly<Record<string, Access>> = {
  "GET /api/bank-ca": personal(200),
  // Offered to everybody who is signed in, because the files prove themselves. It would fetch them from the internet.
  "POST /api/bank-ca": { anonymous: 401, stranger: null, viewer: null },
  "GET /api/connections": personal(200),
  "POST /api/connections": personal(400, { systemUrl: "https://evil.example", apiKey: "a-guess-of-mine" }),
  "POST /api/connections/check": personal(200, { systemUrl: "https://evil.example", apiKey: "a-guess-of-mine" }),
  "POST /api/connections/claim": personal(404, guessedToken),
  "GET /api/connections/[id]": seen,
  "PATCH /api/connections/[id]": changed({ name: "Захвачено" }),
  "POST /api/connections/[id]/check": changed(),
  "POST /api/connections/[id]/register": changed(),
  "POST /api/connections/[id]/scopes": changed(),
  "GET /api/connections/[id]/setup": seen,
  "GET /api/connections/[id]/members": seen,
  "PATCH /api/connections/[id]/members/[userId]": changed({ role: "viewer" }),
  "DELETE /api/connections/[id]/members/[userId]": changed(),
  "POST /api/connections/[id]/invitations": changed({ role: "owner" }),
  "DELETE /api/connections/[id]/invitations/[invitationId]": changed(),
  // Asking is open to all who know where; the answer does not tell whether there is anything.
  "POST /api/connections/[id]/access-requests": personal(202),
  "POST /api/connections/[id]/access-requests/[userId]": changed({ role: "owner" }),
  "DELETE /api/connections/[id]/access-requests/[userId]": changed(),
  "POST /api/invitations/accept": personal(404, guessedToken),
  "GET /api/me": personal(200),
  "PATCH /api/me": personal(200, { timeZone: "Europe/Moscow" }),
  "POST /api/me/password": personal(400, { current: "a guess", next: "a guess of mine" }),
  "POST /api/me/second-step": personal(400, { password: "a guess" }),
  "POST /api/me/second-step/confirm": personal(400, { code: "000000" }),
  "POST /api/me/second-step/recovery-codes": personal(400, { password: "a guess" }),
  "POST /api/me/second-step/off": personal(400, { password: "a guess" }),
  "GET /api/me/sessions": personal(200),
  // Somebody else's session is as good as none.
  "DELETE /api/me/sessions/[id]": personal(404),
  "DELETE /api/me/sessions": personal(204),
  "GET /api/overview": personal(200),
  "GET /api/payments": personal(200),
  "GET /api/payments.csv": personal(200),
  "GET /api/payments/[id]": seen,
  "GET /api/payments/[id]/neighbours": seen,
  "POST /api/payments/[id]/approve": changed(),
  "POST /api/payments/[id]/cancel": changed(),
  "POST /api/payments/[id]/close-receipt": changed(),
  "POST /api/payments/[id]/deliver": changed(),
  "POST /api/payments/[id]/refund": changed(),
  "POST /api/payments/[id]/return-duplicate": changed({ attemptId: "00000000-0000-4000-8000-000000000000" }),
  "POST /api/payments/[id]/sync": changed(),
  "GET /api/problems": personal(200),
  "GET /api/reconciliation": personal(200),
  "POST /api/reconciliation": changed({ syncId: "[sync]", from: "2026-11-01", to: "2026-11-01" }),
  "GET /api/reconciliation.csv": personal(200),
  "GET /api/reconciliation/differences": personal(200),
  // There is none in this shop; who may repair one is tested beside the use case.
  "POST /api/reconciliation/differences/[id]/repair": personal(404, {}),
  // What the form fills in for a rehearsal; the same for everybody, and nobody's secret.
  "GET /api/sandbox": personal(200),
  "GET /api/syncs": personal(200),
  "POST /api/syncs": changed({ ...bankLogin, name: "Захвачено", confirmation: "auto", taxSystem: 0, connectionId: "[connection]" }),
  "POST /api/syncs/check": personal(200, bankLogin),
  "GET /api/syncs/[id]": seen,
  "PATCH /api/syncs/[id]": changed({ name: "Захвачено" }),
  "DELETE /api/syncs/[id]": changed(),
  "POST /api/syncs/[id]/check": changed(),
  "GET /api/syncs/[id]/drills": seen,
  "POST /api/syncs/[id]/drills": changed({ kind: "crm_down" }),
  "POST /api/syncs/[id]/receipt-preview": { ...seen, body: { paymentId: "[payment]" } },
  // For people without an account: a token of ours opens them, and a guess does not.
  "PUT /api/locale": { anonymous: 200, stranger: 200, viewer: 200, body: { locale: "ru" } },
  "POST /api/setup": { anonymous: 404, stranger: 404, viewer: 404, body: { ...guessedToken, ...person } },
  "POST /api/connections/claim/account": { anonymous: 404, stranger: 404, viewer: 404, body: { ...guessedToken, ...person } },
  "POST /api/invitations/account": { anonymous: 404, stranger: 404, viewer: 404, body: { ...guessedToken, ...person } },
};

/** Answered to programs, which have no session: other tests knock at these with their own kinds of wrong keys. */
export const forPrograms: readonly RegExp[] = [/ \/api\/retailcrm\//, / \/api\/alfabank\/callback\//, / \/api\/health\//, / \/api\/metrics$/, / \/api\/auth\//];
