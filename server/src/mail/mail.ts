export type { Letter, Mailer, MailTemplate } from './mailer.ts';
export { createMailer, mailJob } from './mailer.ts';
export { countMails, listMails, readLetter, resendMail, sendKept, sweepMails } from './outbox.ts';
export type { MailSettings, Postman } from './postman.ts';
export { createPostman } from './postman.ts';
export type { Mail, MailState } from './rows.ts';
