// Stands in for the simulator and for linked workers: ready, and gone when told to or when the supervisor is.
process.send?.({ ready: true });
const end = () => process.exit(0);
process.on('SIGTERM', end);
process.on('disconnect', end);
