import type { LogFields } from '#core/base/ports.ts';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchForDefects } from '../../../../src/main/runtime/defects.ts';

function world() {
  const program = new EventEmitter();
  const lines: { readonly message: string; readonly fields: LogFields | undefined }[] = [];
  const ends: number[] = [];
  const nothing = (): void => undefined;
  const error = (message: string, fields?: LogFields): void => {
    lines.push({ message, fields });
  };
  watchForDefects(program, { debug: nothing, info: nothing, warn: nothing, error }, (code) => {
    ends.push(code);
  });
  return { program, lines, ends };
}

it('a promise that nobody waited for is a line in the log, and ends nothing', () => {
  const { program, lines, ends } = world();
  program.emit('unhandledRejection', new Error('no such port'));
  program.emit('unhandledRejection', 'only words');
  expect(lines.map(({ fields }) => fields?.['error'])).toEqual(['no such port', 'only words']);
  expect(ends).toEqual([]);
});

it('an exception that nobody caught is logged with its place, and ends the program', () => {
  const { program, lines, ends } = world();
  program.emit('uncaughtException', new Error('half a state'));
  expect(String(lines[0]?.fields?.['stack'])).toContain('defects.test.ts');
  expect(ends).toEqual([1]);
});
