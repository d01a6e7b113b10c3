import { brand, parseId, showId } from '../base/id.ts';
import type { Phone } from '../base/phone.ts';
import { asPhone } from '../base/phone.ts';
import { referencesIn } from '../base/reference.ts';
import { delay } from '../base/timer.ts';
import { findPhone } from '../contacts/contacts.ts';
import type { Ctx, Tx } from '../db/db.ts';
import { readWithin } from '../events/events.ts';
import { codeLifeMs, codePrefix } from './case.ts';
import { isAnyProvable, lockProvable } from './case-rows.ts';
import type { ProofDesk } from './desk.ts';
import { proofDesk } from './desk.ts';
import type { LetterDeps } from './letters.ts';
import { proveCase } from './prove.ts';

/** The name under which this reader stands in the order of events. */
export const reader = 'cases';

const pollMs = 1_000;
const batch = 200;

export type Watch = { start(): void; stop(): Promise<void> };

/** Watches the operator's number for codes that prove reporters. It costs one small question a second while no case waits. */
export function createWatch(deps: LetterDeps & { ctx: Ctx }): Watch {
  const { db, clock, log } = deps.ctx;
  const ending = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      const rest = await db
        .system((tx) => watchOnce(tx, deps, clock.now()))
        .catch((error: unknown) => {
          log.error('reports of abuse could not be looked through; trying again', { room: 'cases', error });
          return 'none';
        });
      if (rest === 'none') await delay(pollMs, ending.signal);
    }
  }

  return {
    start() {
      running = loop();
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

/**
 * Looks through what arrived at the operator's number since the last look and opens the cases it proves, all in one transaction:
 * a crash before its commit repeats the look, a second copy of a message finds the case open already. System transaction.
 */
export async function watchOnce(tx: Tx, deps: LetterDeps, now: Date): Promise<'none' | 'more'> {
  if (!(await isAnyProvable(tx, now))) return 'none';
  const desk = await proofDesk(tx);
  if (!desk) return 'none';
  const { bodies, rest } = await readWithin(tx, reader, {
    workspace: desk.workspace,
    type: 'message.received',
    since: new Date(now.getTime() - codeLifeMs - 86_400_000),
    limit: batch,
  });
  for (const body of bodies) {
    const sent = readSent(body, desk);
    if (!sent) continue;
    const phone = sent.from ?? (await hiddenPhone(tx, desk, sent.contact));
    if (!phone) continue;
    for (const abuseCase of await lockProvable(tx, { codes: sent.codes, phone, now })) {
      await proveCase(tx, deps, { abuseCase, proof: { by: 'message', desk }, now });
    }
  }
  return rest;
}

type Sent = { codes: string[]; from: Phone | null; contact: string };

/** What a received message says to us: codes, and who wrote them in a chat of their own with the operator's device. */
function readSent(body: string, desk: ProofDesk): Sent | undefined {
  // Our own event; its text is somebody else's and is only searched.
  const { data } = JSON.parse(body) as {
    data: { device: string; contact: string | null; from: string | null; type: string; text?: { body: string } };
  };
  // Without a contact it was said in a group, where anybody may repeat a code.
  if (data.device !== showId('device', desk.device) || data.contact === null || data.type !== 'text') return undefined;
  const codes = referencesIn(codePrefix, data.text?.body ?? '').slice(0, 5);
  if (codes.length === 0) return undefined;
  return { codes, from: data.from === null ? null : asPhone(data.from), contact: data.contact };
}

/** The phone of somebody whom WhatsApp introduced without it, once it is known. */
async function hiddenPhone(tx: Tx, desk: ProofDesk, contact: string): Promise<Phone | undefined> {
  const id = parseId('contact', contact);
  return id && findPhone(tx, desk.workspace, brand<'contact'>(id));
}
