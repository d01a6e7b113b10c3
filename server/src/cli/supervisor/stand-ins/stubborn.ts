// Stands in for a server that does not drain: it is ready, and takes no notice of being told to end.
process.send?.({ ready: true });
process.on('SIGTERM', () => {});
process.on('message', () => {});
setInterval(() => {}, 60_000);
