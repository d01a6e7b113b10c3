// Stands in for a server that cannot come up.
process.stderr.write('a fault of its own\n');
process.exit(3);
