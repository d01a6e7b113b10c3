import type { WASocket } from 'baileys';
import type { FromWorker } from '../../../server/src/engine/linked/protocol.ts';

type Found = Extract<FromWorker, { say: 'checked' }>['found'];

/** Asks WhatsApp which phones it knows. A phone it says nothing about does not exist there. */
export async function checkNumbers(sock: WASocket, phones: string[]): Promise<Found> {
  const digits = phones.map((phone) => phone.replace(/\D/g, ''));
  const answers = (await sock.onWhatsApp(...digits.map((number) => `${number}@s.whatsapp.net`))) ?? [];
  const known = new Set(answers.filter(({ exists }) => exists === true).map(({ jid }) => jid.split('@')[0]));
  const existing = digits.filter((number) => known.has(number)).map((number) => `${number}@s.whatsapp.net`);
  const mapped = existing.length === 0 ? [] : ((await sock.signalRepository.lidMapping.getLIDsForPNs(existing)) ?? []);
  const lids = new Map(mapped.map(({ pn, lid }) => [pn.split('@')[0], lid.split('@')[0]?.split(':')[0]]));
  return phones.map((phone, at) => {
    const number = digits[at] ?? '';
    const lid = lids.get(number);
    return { phone, exists: known.has(number), ...(lid ? { lid } : {}) };
  });
}
