import type { Cases } from './cases/cases.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** Table 3: who reacts to which events. Campaigns, autoreplies and billing will stand here. */
export type Reactions = { start(): void; stop(): Promise<void> };

export function createReactions({ webhooks, cases }: { webhooks: Webhooks; cases: Cases }): Reactions {
  const everything = [webhooks, cases.watch];
  return {
    start() {
      for (const reaction of everything) reaction.start();
    },
    async stop() {
      await Promise.all(everything.map((reaction) => reaction.stop()));
    },
  };
}
