import { expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/vend/recorder.ts';
import { parseRecording } from '../../../../src/main/vend/recording.ts';

it('the beginning of a line and its last half hour are kept, and the time between them left out', () => {
  let nowMs = 5_000;
  const recorder = createRecorder({ monotonicMs: () => nowMs });
  expect(parseRecording(recorder.text())).toEqual([]);
  for (let index = 0; index < 30_000; index += 1) {
    recorder.note({ direction: index % 2 === 0 ? 'in' : 'out', hex: 'fafb410040' });
    nowMs += 100;
  }
  const pieces = parseRecording(recorder.text());
  expect(pieces).toHaveLength(20_600);
  expect(pieces?.[0]?.atMs).toBe(0);
  expect(pieces?.[599]?.atMs).toBe(59_900);
  expect(pieces?.[600]?.atMs).toBe(59_900);
  expect(pieces?.[20_599]?.atMs).toBe(59_900 + 19_999 * 100);
});
