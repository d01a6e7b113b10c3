// Stands in for the server in the supervisor's tests: ready at once, asks for workers, drains when told to.
const [live, sandbox] = (process.env['METRICS_TOKEN'] ?? '').length > 0 ? [1, 2] : [0, 0];
process.send?.({ ready: true });
process.send?.({ want: { live, sandbox } });
process.send?.({ print: `server-says ${process.pid}` });

const end = () => process.exit(0);
process.on('SIGTERM', end);
process.on('disconnect', end);
