import { logTo, type LogLine } from '#core/base/log-to.ts';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchForDefects } from '../../../../src/main/runtime/defects.ts';

function world() {
  const program = new EventEmitter();
  const lines: LogLine[] = [];
  const ends: number[] = [];
  const log = logTo((line) => {
    lines.push(line);
  });
  watchForDefects(program, log, (code) => {
    ends.push(code);
  });
  return { program, lines, ends };
}

it('a promise that nobody waited for is a line in the log, and ends nothing', () => {
  const { program, lines, ends } = world();
  program.emit('unhandledRejection', new Error('no such port'));
  program.emit('unhandledRejection', 'only words');
  expect(lines.map(({ fields }) => fields['error'])).toEqual(['no such port', 'only words']);
  expect(ends).toEqual([]);
});

it('an exception that nobody caught is logged with its place, and ends the program', () => {
  const { program, lines, ends } = world();
  program.emit('uncaughtException', new Error('half a state'));
  expect(String(lines[0]?.fields['stack'])).toContain('defects.test.ts');
  expect(ends).toEqual([1]);
});
