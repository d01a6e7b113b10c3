import { hasOperator, makeSetUpLink } from './accounts/accounts.ts';
import { createApp } from './app.ts';
import { createLog } from './base/log.ts';
import { makeStartKey } from './cli/start-link.ts';
import { readServerEnvironment } from './config/child.ts';
import { readConfig } from './config/config.ts';
import { showPseudoLanguages } from './languages/languages.ts';
import { createSecrets } from './secrets/secrets.ts';
import { version } from './version.ts';

// The server process: reads what the supervisor gave it, runs the app, and drains when it is told to or left alone.
const config = readConfig(process.env);
const child = readServerEnvironment(process.env);
const log = createLog('server', config.logLevel);
// Before pages are built: they get an address in each language that is offered then.
if (config.pseudoLanguages) showPseudoLanguages();
const app = createApp({ config, child, log, version, wantWorkers: (want) => tell({ want }) });

function tell(message: object): void {
  if (process.connected) process.send?.(message);
}

let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await app.stop().catch((error: unknown) => {
    log.error('stopping failed', { error });
    process.exitCode = 1;
  });
  process.exit();
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The supervisor is gone: nobody would restart or stop us.
process.on('disconnect', stop);

const { port } = await app.start();
log.info('server ready', { port });
if (config.sandbox) {
  const { key } = await makeStartKey(app.ctx.db, createSecrets(child.masterKey));
  tell({ print: `Try it in your browser: ${app.publicUrl()}/start#key=${key}` });
}
const setUp = await app.ctx.db.system(async (tx) =>
  (await hasOperator(tx)) ? undefined : makeSetUpLink(tx, app.ctx.clock.now()),
);
// Nobody runs this installation yet: whoever reads the console may. The link is printed here and nowhere else.
if (setUp) tell({ print: `Set it up: ${app.publicUrl()}/setup/${setUp}` });
tell({ ready: true, url: app.publicUrl() });
