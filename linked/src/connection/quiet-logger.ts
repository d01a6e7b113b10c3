import type { SocketConfig } from 'baileys';
import type { Log } from '../../../server/src/base/log.ts';

/**
 * What Baileys says at warn and above, one level lower, as text without its objects (they hold stanzas, keys and numbers) and without long
 * digit runs (some texts quote phones).
 */
export function createQuietLogger(log: Log, device: string): SocketConfig['logger'] {
  const nothing = () => {};
  const say = (write: Log['warn']) => (fields: unknown, text?: string) => {
    const words = text ?? (typeof fields === 'string' ? fields : 'Baileys');
    write(words.replaceAll(/[\w.+-]*\d{5,}[\w.:@-]*/g, '#'), { device });
  };
  const logger: SocketConfig['logger'] = {
    level: 'warn',
    child: () => logger,
    trace: nothing,
    debug: nothing,
    info: nothing,
    // To Baileys even the restart after pairing is an error, and a chat without a name a warning.
    warn: say(log.debug),
    error: say(log.warn),
  };
  return logger;
}
