import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { until } from './house.ts';

/** A letter as it arrived: its parts, and the addresses it leads to. */
export type Received = { to: string; subject: string; text: string; html: string; links: string[] };

/** A real mail server that keeps what it is given. */
export type Postbox = {
  /** For `SMTP_URL`. */
  url: string;
  letters: Received[];
  /** Waits for the next letter to somebody whose subject matches, and takes it out. */
  take: (to: string, subject?: RegExp) => Promise<Received>;
  close: () => Promise<void>;
};

export async function openPostbox(): Promise<Postbox> {
  const letters: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) => {
          const text = mail.text ?? '';
          letters.push({
            to: session.envelope.rcptTo.map(({ address }) => address).join(','),
            subject: mail.subject ?? '',
            text,
            html: typeof mail.html === 'string' ? mail.html : '',
            links: [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link),
          });
          done();
        })
        .catch(done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has this kind of address.
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    async take(to, subject = /./) {
      const isIt = (letter: Received) => letter.to === to && subject.test(letter.subject);
      const letter = await until(() => letters.find(isIt), 15_000, `a letter to ${to} about ${subject}`);
      letters.splice(letters.indexOf(letter), 1);
      return letter;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
