import { fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { eventually } from './eventually.ts';

export type ShownMessage = {
  id: string;
  direction: 'in' | 'out';
  from: string;
  status: string;
  body: string;
  frames: number;
};

/** The simulator in a process of its own, with one world. */
export type PretendWhatsApp = {
  world: string;
  port: number;
  noiseRoot: string;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  phone(phone: string): Promise<void>;
  messages(phone: string, other: string): Promise<ShownMessage[]>;
  /** Waits until the phone shows the message. */
  shown(phone: string, other: string, is: (message: ShownMessage) => boolean): Promise<ShownMessage>;
  say(from: string, to: string, body: string): Promise<string>;
  strict(): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
};

export async function startPretendWhatsApp(runDir: string, databaseUrl: string): Promise<PretendWhatsApp> {
  const root = generateKeyPairSync('x25519');
  const privateKey = root.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const publicKey = root.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const world = 'bakeryworld';
  const child = fork(new URL('../../simulator/src/main.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: {
      PATH: process.env['PATH'] ?? '',
      WZ_RUN_DIR: runDir,
      WZ_DB_SIMULATOR_URL: databaseUrl,
      WZ_SIM_PORT: '0',
      WZ_NOISE_ROOT_PRIVATE: privateKey.toString('hex'),
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { port: number }) => resolve(message.port));
    child.on('exit', () => reject(new Error('the simulator did not start')));
  });
  const call: PretendWhatsApp['call'] = (method, path, body) =>
    ask(`${runDir}/sim.sock`, method, `/worlds/${world}${path}`, body);
  const good: PretendWhatsApp['call'] = async (method, path, body) => {
    const reply = await call(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  };
  const messages = async (phone: string, other: string): Promise<ShownMessage[]> => {
    const { body } = await good('GET', `/phones/${phone}`);
    // The simulator's own answer, in the shape its contract names.
    const chats = body['chats'] as { with: string; messages: (ShownMessage & { text?: { body: string } })[] }[];
    return (chats.find((chat) => chat.with === other)?.messages ?? []).map((message) => ({
      ...message,
      body: message.text?.body ?? '',
    }));
  };
  return {
    world,
    port,
    noiseRoot: publicKey.toString('hex'),
    call: good,
    messages,
    phone: async (phone) => {
      await good('POST', '/phones', { phone });
    },
    shown: (phone, other, is) =>
      eventually('a message on the phone', async () => (await messages(phone, other)).find(is)),
    say: async (from, to, body) => {
      const reply = await good('POST', `/phones/${from}/messages`, { to, type: 'text', text: { body } });
      return String(reply.body['id']);
    },
    strict: async () => (await good('GET', '/strict')).body,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function ask(
  socketPath: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path, headers: { 'content-type': 'application/json' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : {} });
      });
    });
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
