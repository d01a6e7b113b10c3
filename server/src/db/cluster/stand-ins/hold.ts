import { startCluster } from '../../cluster.ts';

// A process that runs a cluster until it is killed, for tests that kill it or run it as another user.
const [dataDir = '', runDir = ''] = process.argv.slice(2);
const say = (words: object) => process.stdout.write(`${JSON.stringify(words)}\n`);
const cluster = await startCluster({ dataDir, runDir, log: (text) => say({ text }) });
const { adopted, home } = cluster;
// Before the word that lets the test send it.
process.on('SIGTERM', () => void cluster.stop().then(() => process.exit(0)));
say({ ready: { pid: cluster.pid(), adopted, folder: home.folder, url: cluster.ownerUrl('whatzapi') } });
setInterval(() => {}, 60_000);
