import { startCluster } from '../../cluster.ts';

// A process that runs a cluster until it is killed, for tests that kill it or run it as another user.
const [dataDir = '', runDir = ''] = process.argv.slice(2);
const say = (words: object) => process.stdout.write(`${JSON.stringify(words)}\n`);
const cluster = await startCluster({ dataDir, runDir, log: (text) => say({ text }) });
const { adopted, home } = cluster;
say({ ready: { pid: cluster.pid(), adopted, folder: home.folder, url: cluster.ownerUrl('whatzapi') } });
process.on('SIGTERM', () => void cluster.stop().then(() => process.exit(0)));
setInterval(() => {}, 60_000);
