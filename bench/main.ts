/**
 * `npm run bench`: speed against floors of the same run. `npm run bench -- relay`: what one relay holds. `npm run bench -- kiosk`:
 * what the kiosk costs its computer.
 */
const [what] = process.argv.slice(2);
if (what === undefined) await import('./speed.ts');
else if (what === 'relay') await import('./relay.ts');
else if (what === 'kiosk') await import('./kiosk.ts');
else {
  process.stderr.write(
    'Say npm run bench, npm run bench -- relay [--machines N] [--write] [--strict], or ' +
      'npm run bench -- kiosk [--repeats N] [--idle-seconds N] [--sales N] [--strict].\n',
  );
  process.exit(2);
}

export {};
