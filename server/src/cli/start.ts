// Nothing but this check may be loaded by an older Node: our code uses what only 24 has.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(`WhatzAPI needs Node 24 or newer; this is ${process.version}.`);
  console.error(
    '  "npm install" in this folder brings one of its own, which "npm start" then uses; or install it from https://nodejs.org.',
  );
  process.exit(1);
}

const { startSupervisor, StoppedEarly } = await import('./supervisor/supervisor.ts');
const { explain } = await import('./supervisor/problem.ts');

const supervisor = startSupervisor(process.env);
let asked = 0;

for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(name, () => {
    // Under npm one Ctrl-C arrives twice, from the terminal and from npm: the echo is not a second wish.
    const isEcho = asked > 0 && performance.now() - asked < ECHO_MS;
    if (isEcho) return;
    asked = performance.now();
    void supervisor.stop().then(() => process.exit(process.exitCode ?? 0));
  });
}

const ECHO_MS = 500;

supervisor.ready.catch((error: unknown) => {
  if (error instanceof StoppedEarly) return;
  console.error(`\nWhatzAPI did not start.\n${explain(error)}`);
  process.exitCode = 1;
});
