import { LOG_EVENTS, logEvent, logRoom, type LogEventId } from '#core/base/log-events.ts';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const PAGE = join(ROOT, 'docs/log-events.md');
/** Where the events are said, and not logged. */
const TABLE = 'core/base/log-events';

function isEvent(id: string): id is LogEventId {
  return id in LOG_EVENTS;
}

const IDS = Object.keys(LOG_EVENTS).filter(isEvent);

const ROOMS: Readonly<Record<string, string>> = {
  sale: 'Kiosk: a sale, from the check-in to the journal',
  gateway: 'Kiosk: calls to the relay, and to Vipps through it',
  machine: 'Kiosk: what the machine reports, and what it is told to do',
  vend: 'Kiosk: the line to the vending machine',
  service: 'Kiosk: what people do',
  print: 'Kiosk: prints',
  kiosk: 'Kiosk: the program and its computer',
  store: 'Kiosk: its database and the disk',
  update: 'Kiosk: new versions of it',
  window: 'Kiosk: the window',
  ipc: 'Kiosk: calls of the window',
  relay: 'Relay',
  tracing: 'Relay and kiosk: traces',
  simulator: 'Simulator',
};

function row(id: LogEventId): string {
  const event = logEvent(id);
  const fields = event.fields.map((name) => `\`${name}\``).join(', ');
  const advice = 'advice' in event ? event.advice : '';
  return `| \`${id}\` | ${event.level} | ${event.sentence} | ${fields} | ${advice} |`;
}

/** Generated: `UPDATE_DOCS=1 npx vitest run test/unit/logging/log-events-document.test.ts`. */
function page(): string {
  const rooms = Object.entries(ROOMS).map(([room, title]) =>
    [
      `## ${title}`,
      '',
      '| id | level | sentence | fields | what to do |',
      '| --- | --- | --- | --- | --- |',
      ...IDS.filter((id) => logRoom(id) === room).map(row),
      '',
    ].join('\n'),
  );
  const head = [
    '# What the programs log',
    '',
    'Generated from `src/core/base/log-events`; a test fails when it is stale. Each line is one JSON object on stderr: `level` (20 debug, 30 info, 40 warn, 50 error),',
    '`time` (milliseconds since 1970), `program`, `eventId`, `room` (what stands before the dot of the id), the fields, and the sentence as `msg`. Ids stay; sentences may',
    'become better: search and alarm by `eventId`. `VENDSKAP_LOG` sets the lowest level that is written: `info`, but `warn` in the simulator.',
    '',
    '- **error**: somebody has to look: a defect, a machine that cannot keep or do something, or an alert to the operator.',
    '- **warn**: something is not as it should be; the program helps itself. Look if it lasts or happens often.',
    '- **info**: what happened. **debug**: for whoever looks for a fault.',
    '',
    'No token, PIN, key or credential is ever in a field (`src/logging/secrets.ts`). The relay writes at most 60 lines a minute of one event and machine,',
    '1200 of one event and 6000 in all; `relay.lines-left-out` says how many more there were.',
    '',
    '',
  ].join('\n');
  return head + rooms.join('\n');
}

/** Every id that stands as the first word of a call of a log, in all our programs. */
function loggedIds(): ReadonlySet<string> {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith(TABLE),
  );
  const calls = files.flatMap((file) => [
    ...readFileSync(join(ROOT, 'src', file), 'utf8').matchAll(
      /(?:[lL]og\.(?:debug|info|warn|error)\(\s*|event: )'([^']+)'/g,
    ),
  ]);
  return new Set(calls.map(([, id = '']) => id));
}

describe('the events of the log', () => {
  it('docs/log-events.md is the table', () => {
    if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(PAGE, page());
    expect(readFileSync(PAGE, 'utf8')).toBe(page());
  });

  it('are all logged somewhere, and nothing else is', () => {
    expect([...loggedIds()].sort()).toEqual([...IDS].sort());
  });

  it('have ids of a room and lower-case words, and belong to a room of the page', () => {
    for (const id of IDS) {
      expect(id).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
      expect(Object.keys(ROOMS), id).toContain(logRoom(id));
    }
    for (const room of Object.keys(ROOMS)) {
      expect(
        IDS.some((id) => logRoom(id) === room),
        room,
      ).toBe(true);
    }
  });

  it('are sentences, each its own, with fields that do not hide what every line has', () => {
    const sentences = IDS.map((id) => logEvent(id).sentence);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(new Set(sentences).size).toBe(sentences.length);
    const always = ['level', 'time', 'program', 'eventId', 'room', 'msg'];
    for (const id of IDS) {
      for (const name of logEvent(id).fields) expect(always, id).not.toContain(name);
    }
  });
});
