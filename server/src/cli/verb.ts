import type { Config } from '../config/config.ts';

/** What a verb is called with. */
export type Call = {
  config: Config;
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
  env: NodeJS.ProcessEnv;
};

/** What a verb has to tell: `json` for programs, `text` for people. `failed`: it ran, and its finding is bad. */
export type Outcome = { json: unknown; text: string; failed?: boolean };

/** One verb of the command line. */
export type Verb = {
  usage: string;
  does: string;
  options: Record<string, { type: 'string' | 'boolean' }>;
  run(call: Call): Promise<Outcome>;
};
