import { parseArgs } from 'node:util';
import { readConfig } from '../config/config.ts';
import { bootstrap } from './bootstrap.ts';
import { brandVerb } from './brand.ts';
import { describeFindings, doctor, exitCodeOf } from './doctor.ts';
import { legalVerb } from './legal.ts';
import { limitVerb } from './limit.ts';
import { Refusal, UsageError } from './refusal.ts';
import { signInLink } from './sign-in-link.ts';
import { startLink } from './start-link.ts';
import { explain } from './supervisor/problem.ts';
import type { Outcome, Verb } from './verb.ts';
import { workspaceVerb } from './workspace.ts';

const verbs: Record<string, Verb> = {
  bootstrap: {
    usage: 'bootstrap --email <address> [--name <workspace>] [--json]',
    does: 'Makes the operator, a live workspace with its sandbox, and an API key for each. Once per installation.',
    options: { email: { type: 'string' }, name: { type: 'string' } },
    run: bootstrap,
  },
  'start-link': {
    usage: 'start-link [--json]',
    does: 'Prints a link to the sandbox quickstart, good for 8 hours.',
    options: {},
    run: startLink,
  },
  'sign-in-link': {
    usage: 'sign-in-link --email <address> [--host <name>] [--json]',
    does: 'Prints a link by which somebody sets a new password, for when no mail arrives. On a brand’s host its own people are meant.',
    options: { email: { type: 'string' }, host: { type: 'string' } },
    run: signInLink,
  },
  workspace: {
    usage: 'workspace create --name <text> | suspend <ws_…> --reason <text> | activate <ws_…> --reason <text> [--json]',
    does: 'Makes a workspace with its sandbox, stops one from sending, or lets it send again.',
    options: { name: { type: 'string' }, reason: { type: 'string' } },
    run: workspaceVerb,
  },
  limit: {
    usage:
      'limit list <ws_…> | set <ws_…> --limit <name> --to <number> --reason <text> [--until <day>] | reset <ws_…> --limit <name> [--json]',
    does: 'Shows the limits of a workspace, gives it another number with a reason, or the published one again.',
    options: {
      limit: { type: 'string' },
      to: { type: 'string' },
      reason: { type: 'string' },
      until: { type: 'string' },
    },
    run: limitVerb,
  },
  legal: {
    usage: 'legal list | publish <document> [--file <path.md>] [--check] [--json]',
    does: 'Shows the legal documents, or publishes a newer version: the one that came with this software, or your own. --check only looks.',
    options: { file: { type: 'string' }, check: { type: 'boolean' } },
    run: legalVerb,
  },
  brand: {
    usage:
      'brand add --host <name> (--name <text> [--accent <#rgb>] [--support-email <address>] [--chat-phone <+…>] | --brand <brd_…>) | list | remove --host <name> [--json]',
    does: 'Makes a reseller with a brand of its own, shown on its host; lists brands; takes a host away. Holds at once.',
    options: {
      host: { type: 'string' },
      name: { type: 'string' },
      brand: { type: 'string' },
      accent: { type: 'string' },
      'support-email': { type: 'string' },
      'chat-phone': { type: 'string' },
    },
    run: brandVerb,
  },
  doctor: {
    usage: 'doctor [--json]',
    does: 'Looks at everything the installation needs and says what to do where something is wrong.',
    options: {},
    async run({ config }) {
      const findings = await doctor(config);
      return { json: { findings }, text: describeFindings(findings), failed: exitCodeOf(findings) !== 0 };
    },
  },
};

/** Runs one verb of the command line and answers the exit code: 0 done, 1 refused or failed, 2 not understood. */
export async function runVerb(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(overview());
    return name === undefined ? 2 : 0;
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) {
    console.error(`There is no verb "${name}".\n\n${overview()}`);
    return 2;
  }
  const wantsJson = rest.includes('--json');
  try {
    const { values, positionals } = readArgs(verb, rest);
    if (values['help'] === true) {
      console.log(`whatzapi ${verb.usage}\n\n${verb.does}`);
      return 0;
    }
    const outcome = await verb.run({ config: readConfig(env), values, positionals, env });
    print(outcome, wantsJson);
    return outcome.failed ? 1 : 0;
  } catch (error) {
    return fail(error, verb, wantsJson);
  }
}

function readArgs(verb: Verb, args: string[]) {
  const options = { ...verb.options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function print({ json, text }: Outcome, wantsJson: boolean): void {
  console.log(wantsJson ? JSON.stringify(json, null, 2) : text);
}

function fail(error: unknown, verb: Verb, wantsJson: boolean): number {
  const isUsage = error instanceof UsageError;
  const code = isUsage ? 'usage' : error instanceof Refusal ? error.code : 'failed';
  const message = isUsage || error instanceof Refusal ? error.message : explain(error);
  if (wantsJson) console.log(JSON.stringify({ error: { code, message } }, null, 2));
  else console.error(isUsage ? `${message}\n\nwhatzapi ${verb.usage}` : message);
  return isUsage ? 2 : 1;
}

function overview(): string {
  const lines = Object.values(verbs).flatMap(({ usage, does }) => [`  ${usage}`, `      ${does}`]);
  return ['whatzapi: what the operator of an installation does from the command line', '', ...lines].join('\n');
}
