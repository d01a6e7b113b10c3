import type { Webhooks } from './webhooks/webhooks.ts';

/** Table 3: who reacts to which events. Campaigns, autoreplies and billing will stand here. */
export type Reactions = { start(): void; stop(): Promise<void> };

export function createReactions({ webhooks }: { webhooks: Webhooks }): Reactions {
  const everything = [webhooks];
  return {
    start() {
      for (const reaction of everything) reaction.start();
    },
    async stop() {
      await Promise.all(everything.map((reaction) => reaction.stop()));
    },
  };
}
