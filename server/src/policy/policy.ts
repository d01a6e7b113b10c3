export type { Bucket, BucketState } from './pacing.ts';
export { takeToken, tokensIn } from './pacing.ts';
export { readWish } from './stop-words.ts';

/** Why a message is sent. `service` answers or serves a person who deals with the business. */
export type Purpose = 'service' | 'utility' | 'authentication' | 'marketing';

/** Everything the decision looks at. Gathered at accept and again in the claim, right before the wire. */
export type Facts = {
  now: Date;
  workspace: { state: 'active' | 'limited' | 'suspended' };
  origin: 'api' | 'inbox' | 'campaign' | 'autoreply' | 'flow' | 'dialect' | 'mcp';
  purpose: Purpose;
  /** `null` for groups, where no single person is written to. */
  person: {
    suppressedSince: Date | null;
    lastInboundAt: Date | null;
    /** When this device last started to write to the person unasked. */
    approachedAt: Date | null;
  } | null;
  device: {
    /** People this device wrote to unasked in the last 24 hours. */
    approached: number;
    approachCap: number;
    /** When the oldest of them falls out of the 24 hours. */
    nextApproachAt: Date | null;
  };
};

export type DenyCode = 'workspace_suspended' | 'suppressed' | 'consent_missing' | 'recipient_cap';

export type Decision =
  | { kind: 'allow'; approaches: boolean }
  | { kind: 'hold'; code: 'recipient_cap'; until: Date; sentence: string }
  | { kind: 'deny'; code: DenyCode; sentence: string; resetsAt?: Date };

const dayMs = 24 * 60 * 60 * 1000;

/**
 * May this message go out now? The only place that decides; every path (API, inbox, campaign, autoreply) goes through it.
 * Pure: the same facts give the same decision. `deny` refuses at accept and fails in the claim; `hold` waits.
 */
export function decide(facts: Facts): Decision {
  const { now, workspace, person, purpose, device } = facts;
  if (workspace.state === 'suspended') {
    return deny('workspace_suspended', 'The workspace is suspended, so nothing is sent.');
  }
  if (person?.suppressedSince && !mayAnswer(facts, person.suppressedSince)) {
    return deny('suppressed', 'This person asked not to be written to. Only they can change that, by writing START.');
  }
  if (purpose === 'marketing') {
    return deny('consent_missing', 'Marketing needs a recorded consent of this person, and there is none.');
  }
  if (workspace.state === 'limited' && !wroteLately(person?.lastInboundAt ?? null, now)) {
    return deny('workspace_suspended', 'The workspace is limited to answers within 24 hours of a person’s message.');
  }
  if (!isApproach(facts)) return { kind: 'allow', approaches: false };
  if (device.approached < device.approachCap) return { kind: 'allow', approaches: true };
  const sentence = `This device already wrote to ${device.approachCap} new people in the last 24 hours.`;
  if (!device.nextApproachAt) return deny('recipient_cap', sentence);
  return { kind: 'hold', code: 'recipient_cap', until: device.nextApproachAt, sentence };
}

/** Did the person write within the 24 hours in which an answer is expected? */
export function wroteLately(lastInboundAt: Date | null, now: Date): boolean {
  return lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() < dayMs;
}

// A new recipient did not write in the last 24 hours and was not written to by this device in the last 24 hours.
function isApproach({ person, now }: Facts): boolean {
  if (person === null || wroteLately(person.lastInboundAt, now)) return false;
  return person.approachedAt === null || now.getTime() - person.approachedAt.getTime() >= dayMs;
}

// After STOP an ordinary later message lets a human answer from the inbox for 24 hours; nothing else may.
function mayAnswer({ origin, person, now }: Facts, suppressedSince: Date): boolean {
  const wrote = person?.lastInboundAt ?? null;
  return origin === 'inbox' && wrote !== null && wrote > suppressedSince && wroteLately(wrote, now);
}

function deny(code: DenyCode, sentence: string): Decision {
  return { kind: 'deny', code, sentence };
}
