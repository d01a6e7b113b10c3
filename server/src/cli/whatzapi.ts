// Nothing but this check may be loaded by an older Node: our code uses what only 24 has.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(`WhatzAPI needs Node 24 or newer; this is ${process.version}.`);
  process.exit(1);
}

const { runVerb } = await import('./verbs.ts');
process.exitCode = await runVerb(process.argv.slice(2), process.env);
