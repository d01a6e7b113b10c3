/** One thing wrong with a request's input. `path` is dotted, like `text.body`. */
export type FieldError = { path: string; message: string; suggestion?: string };

/** What a caller is told about a refusal, besides its code. */
export type ProblemDetails = {
  detail: string;
  params?: Record<string, string | number | boolean | null>;
  errors?: FieldError[];
  fix?: { text: string; url?: string };
  retryAfterSeconds?: number;
  cause?: unknown;
};

/**
 * A refusal that ends a request (RFC 9457). Rooms throw it with a code from `problemCodes`; only `api` turns it into HTTP.
 * `cause` is for the log and never leaves the server.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly told: Omit<ProblemDetails, 'cause'>;

  constructor(code: ProblemCode, { cause, ...told }: ProblemDetails) {
    super(`${code}: ${told.detail}`, { cause });
    this.name = 'Problem';
    this.code = code;
    this.told = told;
  }
}

type CodeFacts = { status: number; title: string; retryable: boolean; meaning: string; way: string };

/** Every code the API can answer with; each has a documentation page generated from this table. */
export const problemCodes = {
  malformed_json: {
    status: 400,
    title: 'The body is not valid JSON',
    retryable: false,
    meaning: 'The request body could not be read as JSON.',
    way: 'Send valid UTF-8 JSON and the header `Content-Type: application/json`.',
  },
  key_in_query: {
    status: 400,
    title: 'API keys do not belong in URLs',
    retryable: false,
    meaning:
      'The query string carried something that looks like an API key. URLs end up in logs, so the request was refused.',
    way: 'Send the key as `Authorization: Bearer …`, and replace the key that was in the URL.',
  },
  bad_request: {
    status: 400,
    title: 'The request could not be read',
    retryable: false,
    meaning: 'The request line, a header or the encoding is broken.',
    way: 'Compare the request with the example in the API reference.',
  },
  workspace_required: {
    status: 400,
    title: 'No workspace was named',
    retryable: false,
    meaning: 'A cookie session must name its workspace in the header `X-Workspace`.',
    way: 'Add `X-Workspace: ws_…`.',
  },
  key_missing: {
    status: 401,
    title: 'No API key',
    retryable: false,
    meaning: 'The request has neither an `Authorization` header nor the cookies of a session.',
    way: 'Send `Authorization: Bearer wz_live_…` or `wz_test_…`.',
  },
  key_malformed: {
    status: 401,
    title: 'The API key is not well-formed',
    retryable: false,
    meaning: 'The key does not have the shape of a key, or its checksum is wrong. It was probably cut off or mistyped.',
    way: 'Copy the whole key again.',
  },
  key_unknown: {
    status: 401,
    title: 'The API key is not known',
    retryable: false,
    meaning: 'The key is well-formed, but this installation has never issued it.',
    way: 'Check that the key belongs to this installation, or make a new one.',
  },
  key_revoked: {
    status: 401,
    title: 'The API key was revoked',
    retryable: false,
    meaning: 'Somebody revoked this key.',
    way: 'Use another key or make a new one.',
  },
  key_expired: {
    status: 401,
    title: 'The API key has expired',
    retryable: false,
    meaning: 'The key was made with an end date that has passed.',
    way: 'Make a new key.',
  },
  session_expired: {
    status: 401,
    title: 'The session has ended',
    retryable: false,
    meaning: 'You were signed out, the session ran out, or its second factor was never given.',
    way: 'Sign in again.',
  },
  session_required: {
    status: 401,
    title: 'Only for people who are signed in',
    retryable: false,
    meaning:
      'The request concerns a person’s own account. It takes the cookies of a session; an API key does not open it.',
    way: 'Sign in, and send the request without an `Authorization` header.',
  },
  csrf_failed: {
    status: 403,
    title: 'The request did not prove where it comes from',
    retryable: false,
    meaning:
      'A request by cookie must come from our own pages, and an unsafe one must carry the value of the cookie `csrf_token` in the header `X-CSRF-Token`.',
    way: 'Send the present value of the cookie `csrf_token` as `X-CSRF-Token`; in a browser, reload the page.',
  },
  scope_missing: {
    status: 403,
    title: 'The permission is missing',
    retryable: false,
    meaning:
      'The key, or your role in the workspace, lacks the permission this request needs; `params.permission` names it.',
    way: 'Use a key with that permission, or ask an owner or admin of the workspace for another role.',
  },
  confirmation_required: {
    status: 403,
    title: 'Please confirm that it is you',
    retryable: false,
    meaning:
      'What this request does is worth a thief’s while, so the session must have proven its password or code within the last 10 minutes.',
    way: 'Confirm with your password or code on the page `/account/confirm`, then send the request again.',
  },
  workspace_suspended: {
    status: 403,
    title: 'The workspace is suspended',
    retryable: false,
    meaning: 'The operator stopped this workspace. Reading still works; nothing is sent.',
    way: 'Contact the operator of this installation.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    retryable: false,
    meaning: 'There is no such thing in your workspace. Things of other workspaces answer exactly the same.',
    way: 'Check the id, and the workspace of your key or in `X-Workspace`.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not allowed here',
    retryable: false,
    meaning: 'The path exists, but not with this method.',
    way: 'See the `Allow` header.',
  },
  device_not_linked: {
    status: 409,
    title: 'The device is not linked',
    retryable: false,
    meaning: 'No WhatsApp number is linked to this device yet.',
    way: 'Pair the device first: `POST /v1/devices/{id}/pairing`.',
  },
  device_logged_out: {
    status: 409,
    title: 'The device was logged out',
    retryable: false,
    meaning: 'The link was removed on the phone or by you.',
    way: 'Pair the device again.',
  },
  device_banned: {
    status: 409,
    title: 'WhatsApp refuses this account',
    retryable: false,
    meaning: 'WhatsApp answered that this account may not connect.',
    way: 'Only WhatsApp can lift that; see the phone.',
  },
  conflict: {
    status: 409,
    title: 'Not possible in this state',
    retryable: false,
    meaning: 'The thing exists, but its present state does not allow this.',
    way: 'Read the thing again and decide anew.',
  },
  idempotency_in_flight: {
    status: 409,
    title: 'The first request is still running',
    retryable: true,
    meaning: 'Another request with the same Idempotency-Key has not finished.',
    way: 'Wait a second and send the same request again; you will get its reply.',
  },
  cursor_expired: {
    status: 410,
    title: 'The cursor is too old',
    retryable: false,
    meaning: 'The cursor points to events that are no longer kept, or to a time before a restore.',
    way: 'Start again without a cursor and compare with the resources themselves.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    retryable: false,
    meaning: 'The request body exceeds the limit in `params.limit_bytes`.',
    way: 'Send less at once.',
  },
  uri_too_long: {
    status: 414,
    title: 'The address is too long',
    retryable: false,
    meaning: 'The path or query exceeds the limit.',
    way: 'Shorten the query.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported',
    retryable: false,
    meaning: 'The API reads `application/json`.',
    way: 'Send `Content-Type: application/json`.',
  },
  misdirected_host: {
    status: 421,
    title: 'This host is not served here',
    retryable: false,
    meaning: 'The `Host` header names a host this installation does not serve.',
    way: 'Use the address in the installation’s settings.',
  },
  validation_failed: {
    status: 422,
    title: 'The input is not valid',
    retryable: false,
    meaning: 'The JSON is well-formed, but some fields are not as the reference says; `errors` names each.',
    way: 'Correct the fields in `errors`.',
  },
  invalid_recipient: {
    status: 422,
    title: 'The recipient is not valid',
    retryable: false,
    meaning: '`to` is no phone in international form, no contact and no chat of your workspace.',
    way: 'Write phones as `+` country code and number, for example `+628123456789`.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    retryable: false,
    meaning: 'The same key came earlier with another method, path or body.',
    way: 'Use a new key for a new request.',
  },
  private_target: {
    status: 422,
    title: 'The address is not reachable from here',
    retryable: false,
    meaning: 'The URL points to a private or local address, which this installation does not call.',
    way: 'Use a public https address. A self-hoster may widen `PRIVATE_TARGETS`.',
  },
  suppressed: {
    status: 422,
    title: 'This person does not want messages',
    retryable: false,
    meaning:
      'The person wrote STOP, or was put on the suppression list. Nothing is sent until they write again themselves.',
    way: 'Respect it. Only that person can lift it.',
  },
  consent_missing: {
    status: 422,
    title: 'There is no consent for this purpose',
    retryable: false,
    meaning: 'Marketing needs a recorded consent of the person.',
    way: 'Send it as `service` only if it really answers or serves the person.',
  },
  recipient_cap: {
    status: 422,
    title: 'Too many new people for today',
    retryable: true,
    meaning:
      'This device may start conversations with a limited number of new people in 24 hours; `params.resets_at` says when the next is free.',
    way: 'Wait, or write to people who wrote to you.',
  },
  not_available: {
    status: 422,
    title: 'Not available',
    retryable: false,
    meaning: 'This part of the API is not built in this version, or not possible with this kind of device.',
    way: 'See the changelog and the capabilities in `GET /v1/devices/{id}`.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    meaning: 'The key or the workspace sent more requests than allowed.',
    way: 'Wait for the time in `Retry-After`.',
  },
  unexpected: {
    status: 500,
    title: 'Something went wrong on our side',
    retryable: true,
    meaning: 'The server met an unexpected error. It is logged with the request id.',
    way: 'Try again; if it stays, give the operator the `request_id`.',
  },
  unavailable: {
    status: 503,
    title: 'Not available for a moment',
    retryable: true,
    meaning: 'The server is starting, stopping or cannot reach its database. Nothing was accepted.',
    way: 'Try again after `Retry-After`.',
  },
} satisfies Record<string, CodeFacts>;

export type ProblemCode = keyof typeof problemCodes;
