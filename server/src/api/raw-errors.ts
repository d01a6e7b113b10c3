import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '../base/problem.ts';
import { problemBody, problemType } from './problem-reply.ts';

type About = { origin: string; requestId: string };

/** Answers on a socket whose bytes were no HTTP request, before any request exists. */
export function refuseSocket(error: Error, socket: Socket, about: About): void {
  if (!socket.writable || ('code' in error && error.code === 'ECONNRESET')) return void socket.destroy();
  const { text, status } = written(readingFault(error), about);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(text)}`,
    `x-request-id: ${about.requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

/** Answers a request that the framework could not route. */
export function refuseRaw(problem: Problem, response: ServerResponse, about: About): void {
  const { text, status } = written(problem, about);
  response.writeHead(status, {
    'content-type': problemType,
    'content-length': Buffer.byteLength(text),
    'x-request-id': about.requestId,
  });
  response.end(text);
}

function written(problem: Problem, about: About): { text: string; status: number } {
  const body = problemBody(problem.code, problem.told, about);
  return { text: JSON.stringify(body), status: body.status };
}

function readingFault(error: Error): Problem {
  const code = 'code' in error ? error.code : undefined;
  const first =
    'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket.subarray(0, 8_192) : Buffer.alloc(0);
  if (code === 'HPE_HEADER_OVERFLOW') {
    // A line that has no end within 8 KiB is the address, not a header.
    const isLine = first.length === 8_192 && !first.includes('\r\n');
    if (isLine) return new Problem('uri_too_long', { detail: 'The address is too long.' });
    return new Problem('bad_request', { detail: 'The headers are too large.' });
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem('bad_request', { detail: 'The request did not arrive in time.' });
  return new Problem('bad_request', { detail: 'These bytes are no valid HTTP request.' });
}
