import { isMailAddress, readSmtpUrl } from '../../../base/smtp-url.ts';
import { readStoredMail, writeStoredMail } from '../../../installation/installation.ts';
import type { MailSettings } from '../../../mail/mail.ts';
import type { Faults } from '../../answer-form.ts';
import type { Form } from '../../form.ts';
import type { OwnVisit } from '../../routes.ts';
import { noteAct } from '../note.ts';
import type { MakeSection } from './section.ts';

/** The mail server, and a letter to see whether it takes any. A password is taken in and never shown again. */
export const mailSection: MakeSection = ({ db, secrets, postman, given }) => {
  const stored = () => db.system((tx) => readStoredMail(tx, secrets));

  async function test(visit: OwnVisit, settings: MailSettings) {
    const { email, language } = visit.reader.person;
    const handed = await postman.tryOut(settings, { brand: visit.brand, to: email, language });
    return { is: 'shown', data: { handed, to: email } } as const;
  }

  return {
    name: 'mail',
    async read() {
      const now = given.mail ?? (await stored());
      const server = now && readSmtpUrl(now.smtpUrl);
      return {
        values: {
          smtp_host: server?.host ?? '',
          smtp_port: String(server?.port ?? 587),
          smtp_security: server?.isTlsFirst ? 'tls' : 'starttls',
          smtp_user: server?.login?.user ?? '',
          mail_from: now?.from ?? '',
        },
        data: { given: given.mail !== null, isSet: now !== null, hasPassword: Boolean(server?.login?.password) },
      };
    },
    async save(visit, form) {
      if (given.mail) return form.get('act') === 'test' ? test(visit, given.mail) : { is: 'saved' };
      const known = await stored();
      if (form.get('act') === 'forget') {
        await db.system(async (tx) => {
          await writeStoredMail(tx, secrets, null);
          await noteAct(tx, visit, { action: 'setting.changed', target: 'mail', details: { set: false } });
        });
        return { is: 'saved' };
      }
      const typed = read(visit, form, known);
      if (typed.is === 'again') return typed;
      if (form.get('act') === 'test') return test(visit, typed.settings);
      await db.system(async (tx) => {
        await writeStoredMail(tx, secrets, typed.settings);
        const details = { set: true, server: form.get('smtp_host') };
        await noteAct(tx, visit, { action: 'setting.changed', target: 'mail', details });
      });
      return { is: 'saved' };
    },
    async summary() {
      const now = given.mail ?? (await stored());
      return now && (readSmtpUrl(now.smtpUrl)?.host ?? null);
    },
  };
};

type Typed = { is: 'good'; settings: MailSettings } | { is: 'again'; faults: Faults };

function read({ t }: OwnVisit, form: Form, known: MailSettings | null): Typed {
  const faults: Faults = {};
  const host = form.get('smtp_host');
  const port = form.get('smtp_port');
  const user = form.get('smtp_user');
  const from = form.get('mail_from');
  if (!/^[a-z0-9.-]{1,253}$|^[0-9a-f:]{2,45}$/i.test(host)) faults['smtp_host'] = t('setting.mail_host_malformed');
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    faults['smtp_port'] = t('setting.mail_port_malformed');
  }
  if (!isMailAddress(from)) faults['mail_from'] = t('setting.email_malformed');
  const server = known ? readSmtpUrl(known.smtpUrl) : undefined;
  // The kept password goes only where it went before: typed anew for another server, it cannot be drawn out by changing the name.
  const isSame = server?.host === host && String(server.port) === port && server.login?.user === user;
  const password = form.raw('smtp_password') || (isSame ? (server.login?.password ?? '') : '');
  if (user !== '' && password === '') faults['smtp_password'] = t('setting.mail_password_missing');
  if (Object.keys(faults).length > 0) return { is: 'again', faults };
  const login = user === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const scheme = form.get('smtp_security') === 'tls' ? 'smtps' : 'smtp';
  const smtpUrl = `${scheme}://${login}${host.includes(':') ? `[${host}]` : host}:${port}`;
  return readSmtpUrl(smtpUrl)
    ? { is: 'good', settings: { smtpUrl, from } }
    : { is: 'again', faults: { smtp_host: t('setting.mail_host_malformed') } };
}
