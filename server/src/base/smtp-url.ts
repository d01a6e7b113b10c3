/** Where letters are handed in. `isTlsFirst` is smtps (RFC 8314); otherwise STARTTLS is used where the server offers it. */
export type SmtpServer = {
  host: string;
  port: number;
  isTlsFirst: boolean;
  /** Refuse to go on without TLS: a password would cross the network readable. */
  needsTls: boolean;
  login: { user: string; password: string } | null;
};

/** Reads `smtp://user:password@host:587` or `smtps://…`; parts with special characters are percent-encoded. */
export function readSmtpUrl(text: string): SmtpServer | undefined {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return undefined;
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return undefined;
  const isTlsFirst = url.protocol === 'smtps:';
  const user = decoded(url.username);
  const password = decoded(url.password);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (user === undefined || password === undefined || (password !== '' && user === '')) return undefined;
  return {
    host,
    port: url.port === '' ? (isTlsFirst ? 465 : 587) : Number(url.port),
    isTlsFirst,
    needsTls: isTlsFirst || (user !== '' && !/^(localhost|::1|127\..*)$/.test(host)),
    login: user === '' ? null : { user, password },
  };
}

/** One plain address without a name, as senders and receivers are written in envelopes. At most 254 characters (RFC 5321). */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u.test(text);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // A lone percent sign is no encoding, and guessing at passwords helps nobody.
  }
}
