import { connect } from 'node:net';

// Exits 0 when something listens at the database address given, 1 when not: .ci/run asks before it tests on a server.
const { hostname, port } = new URL(process.argv[2] ?? '');
const socket = connect({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 5432), timeout: 5_000 });
socket.once('connect', () => process.exit(0));
socket.once('error', () => process.exit(1));
socket.once('timeout', () => process.exit(1));
