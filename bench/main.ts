/** `npm run bench`: speed against floors of the same run. `npm run bench -- relay`: what one relay holds. */
const [what] = process.argv.slice(2);
if (what === undefined) await import('./speed.ts');
else if (what === 'relay') await import('./relay.ts');
else {
  process.stderr.write(
    'Say npm run bench, or npm run bench -- relay [--machines N] [--write] [--strict].\n',
  );
  process.exit(2);
}

export {};
