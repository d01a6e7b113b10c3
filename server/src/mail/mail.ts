export type { Letter, Mailer, MailTemplate } from './mailer.ts';
export { createMailer } from './mailer.ts';
