import { fileURLToPath } from 'node:url';
import { migrate } from '../../../db/migrate.ts';
import { explain } from '../problem.ts';
import { startSupervisor } from '../supervisor.ts';

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// The real supervisor and the real migrations around programs that do nothing.
const supervisor = startSupervisor(process.env, {
  server: at(process.env['TEST_SERVER'] ?? 'server.ts'),
  simulator: at('simple.ts'),
  linked: at('simple.ts'),
  migrate,
});
process.on('SIGTERM', () => void supervisor.stop().then(() => process.exit(process.exitCode ?? 0)));
supervisor.ready.catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
