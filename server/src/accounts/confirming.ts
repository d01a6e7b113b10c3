import type { Tx } from '../db/db.ts';
import type { Asking, SlowDown } from './asking.ts';
import { wrongCodes, wrongConfirmations } from './budgets.ts';
import { lockProven, readPasswordHash, setPassword } from './credentials.ts';
import { type Ground, note } from './ground.ts';
import { voidLinks } from './links.ts';
import { endOthers, tellOfPassword } from './others.ts';
import type { PasswordFault } from './password.ts';
import { judgePassword } from './password.ts';
import type { Person } from './person.ts';
import { findPerson } from './person.ts';
import { proveCode } from './second-factors.ts';
import type { Session } from './sessions.ts';
import { renewSession } from './sessions.ts';
import { giveBack, take } from './throttle.ts';

/** Answered by sensitive acts when neither password nor code was proven in this session within ten minutes. */
export type ConfirmFirst = { is: 'confirm_first' };

export type Confirming = {
  /** Proves password or code again in a session; its cookie changes. */
  confirm(
    asking: Asking,
    session: Session,
    proof: { password: string } | { code: string },
  ): Promise<{ is: 'confirmed'; token: string } | { is: 'refused' } | SlowDown>;
  /** Ends all other sessions and all remembered browsers, tells by mail; the cookie changes. */
  changePassword(
    asking: Asking,
    session: Session,
    change: { current: string; password: string },
  ): Promise<
    | { is: 'changed'; token: string }
    | { is: 'wrong_password' }
    | { is: 'password_refused'; fault: PasswordFault }
    | SlowDown
  >;
};

export function createConfirming(ground: Ground): Confirming {
  const { db, secrets, hasher } = ground;

  /** Tries a password of somebody signed in; `proven` is the hash it was right for. */
  async function tryPassword(
    asking: Asking,
    session: Session,
    password: string,
  ): Promise<{ is: 'right'; proven: string } | { is: 'wrong' } | SlowDown> {
    const budgets = [wrongConfirmations(session.person)];
    const open = await db.system(async (tx) => ({
      full: await take(tx, secrets, { budgets, now: asking.knock.now }),
      stored: await readPasswordHash(tx, session.person),
    }));
    if (open.full) return open.full;
    const back = () => db.system((tx) => giveBack(tx, secrets, budgets));
    const isRight = await hasher.verify(open.stored, password).catch(async (error: unknown) => {
      await back();
      throw error;
    });
    if (!isRight || open.stored === null) return { is: 'wrong' };
    await back();
    return { is: 'right', proven: open.stored };
  }

  async function confirmByCode(
    tx: Tx,
    asking: Asking,
    session: Session,
    code: string,
  ): Promise<{ is: 'confirmed'; token: string } | { is: 'refused' } | SlowDown> {
    const budgets = [wrongCodes(session.person)];
    const full = await take(tx, secrets, { budgets, now: asking.knock.now });
    if (full) return full;
    const proof = await proveCode(tx, secrets, { person: session.person, code, now: asking.knock.now });
    const person = proof && (await findPerson(tx, session.person));
    if (!person) return { is: 'refused' };
    await giveBack(tx, secrets, budgets);
    if (proof === 'recovery_code') await note(tx, asking, person, { action: 'recovery_code.used' });
    return {
      is: 'confirmed',
      token: await renewSession(tx, asking.knock, session, { isProven: true, forgets: false }),
    };
  }

  return {
    async confirm(asking, session, proof) {
      if ('code' in proof) return db.system((tx) => confirmByCode(tx, asking, session, proof.code));
      const tried = await tryPassword(asking, session, proof.password);
      if (tried.is === 'slow_down') return tried;
      if (tried.is === 'wrong') return { is: 'refused' };
      return db.system(async (tx) => {
        if (!(await lockProven(tx, session.person, tried.proven))) return { is: 'refused' };
        const token = await renewSession(tx, asking.knock, session, { isProven: true, forgets: false });
        return { is: 'confirmed', token };
      });
    },

    async changePassword(asking, session, { current, password }) {
      const about = await db.system((tx) => findPerson(tx, session.person));
      if (!about) return { is: 'wrong_password' };
      const { fault } = await judgePassword(password, { ...about, brand: asking.brand.name });
      if (fault) return { is: 'password_refused', fault };
      const tried = await tryPassword(asking, session, current);
      if (tried.is === 'slow_down') return tried;
      if (tried.is === 'wrong') return { is: 'wrong_password' };
      const hash = await hasher.hash(password);
      return db.system(async (tx) => {
        const person: Person | undefined = await lockProven(tx, session.person, tried.proven);
        if (!person) return { is: 'wrong_password' };
        await setPassword(tx, person.id, hash);
        await voidLinks(tx, person.id, ['reset', 'change_email']);
        const token = await endOthers(tx, asking, session);
        await note(tx, asking, person, { action: 'password.changed' });
        await tellOfPassword(tx, ground, asking, person);
        return { is: 'changed', token };
      });
    },
  };
}
