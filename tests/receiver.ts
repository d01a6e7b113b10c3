import { createServer, type IncomingHttpHeaders } from 'node:http';

export type Told = {
  headers: IncomingHttpHeaders;
  body: string;
  event: { id: string; type: string; data: Record<string, unknown> };
};

/** A customer's server: takes webhooks on loopback and remembers them. `answer` may fail some on purpose. */
export async function startReceiver(answer: (told: Told) => number = () => 204) {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      // What arrives is ours by its signature, which the tests check themselves.
      const one: Told = { headers: request.headers, body, event: JSON.parse(body) as Told['event'] };
      told.push(one);
      response.writeHead(answer(one)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/hooks`,
    told,
    types: () => told.map((one) => one.event.type),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
