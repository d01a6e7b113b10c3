import { createTransport } from 'nodemailer';
import type { SmtpServer } from '../base/smtp-url.ts';
import { later } from '../base/timer.ts';
import type { Rendered } from './render.ts';

/** One letter with its addresses. `id` and the sender's domain make its Message-ID, the same at every try. */
export type Envelope = {
  id: string;
  from: { name: string; address: string };
  replyTo: string | null;
  to: string;
  at: Date;
  letter: Rendered;
};

/** What became of a try. `said`: the server's own words or the kind of trouble, in one line; it may hold addresses, so never log it. */
export type Handed =
  | { is: 'sent' }
  /** This letter will never be taken: 5xx for its receiver or its contents (RFC 5321, 4.2.1). */
  | { is: 'refused'; code: string; said: string }
  /** Not now: the server is away, busy, or does not let us in. */
  | { is: 'later'; code: string; said: string };

export type Transport = { hand(envelope: Envelope): Promise<Handed>; close(): void };

const stepMs = 10_000;
/** A server that drips a byte now and then passes every timeout of a step; this one it does not. Below a job's lease. */
const wholeMs = 45_000;

/** Keeps one connection to a server open between letters. */
export function openTransport(server: SmtpServer): Transport {
  let smtp: ReturnType<typeof connect> | undefined;

  function close(): void {
    smtp?.close();
    smtp = undefined;
  }

  return {
    close,
    async hand(envelope) {
      smtp ??= connect(server);
      const sending = smtp.sendMail(message(envelope));
      let forget = () => {};
      const tooLong = new Promise<never>((_, reject) => {
        forget = later(wholeMs, () =>
          reject(Object.assign(new Error('The server took too long.'), { code: 'ETIMEDOUT' })),
        );
      });
      try {
        await Promise.race([sending, tooLong]);
        return { is: 'sent' };
      } catch (error) {
        // After a failure nobody knows what state the connection is in.
        close();
        sending.catch(() => {});
        return judge(error);
      } finally {
        forget();
      }
    },
  };
}

function connect(server: SmtpServer) {
  return createTransport({
    pool: true,
    maxConnections: 1,
    host: server.host,
    port: server.port,
    secure: server.isTlsFirst,
    requireTLS: server.needsTls,
    ...(server.login ? { auth: { user: server.login.user, pass: server.login.password } } : {}),
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    dnsTimeout: stepMs,
    // A letter is made of texts of ours; nothing in it may ever make this process read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function message({ id, from, replyTo, to, at, letter }: Envelope) {
  return {
    messageId: `<${id}@${from.address.split('@')[1] ?? 'localhost'}>`,
    date: at,
    from,
    // Objects, not texts: a text would be parsed as a list of addresses.
    to: { name: '', address: to },
    ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

function judge(error: unknown): Handed {
  const { code, responseCode, command, message } = facts(error);
  const said = `${message}`
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 300);
  const short = responseCode === undefined ? code : `${code} ${responseCode}`;
  // A refusal at sign-in or of our own sender is a matter of settings, which somebody repairs.
  const isAboutLetter =
    (code === 'EENVELOPE' && command !== 'MAIL FROM' && responseCode !== 530) || code === 'EMESSAGE';
  const isForGood = isAboutLetter && responseCode !== undefined && responseCode >= 500 && responseCode < 600;
  return { is: isForGood ? 'refused' : 'later', code: short, said };
}

function facts(error: unknown): { code: string; responseCode?: number; command?: string; message: string } {
  if (!(error instanceof Error)) return { code: 'EUNKNOWN', message: 'unknown' };
  const read = (name: string): unknown => Reflect.get(error, name);
  const code = read('code');
  const responseCode = read('responseCode');
  const command = read('command');
  return {
    code: typeof code === 'string' ? code : 'EUNKNOWN',
    message: error.message,
    ...(typeof responseCode === 'number' ? { responseCode } : {}),
    ...(typeof command === 'string' ? { command } : {}),
  };
}
