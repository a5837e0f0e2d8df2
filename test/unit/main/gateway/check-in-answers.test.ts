import { expect, test } from 'vitest';
import { createCheckInAnswers } from '../../../../src/main/gateway/check-in-answers.ts';
import { createListLog, createStandingClock } from './standing-clock.ts';

const checkIn = { checkInId: 'scan-1', customerToken: 'secret-token', ageMs: 100 };

test('a repeated check-in gets the first answer again, without a second decision', () => {
  const clock = createStandingClock();
  const answers = createCheckInAnswers({ clock, log: createListLog() });
  let decisions = 0;
  answers.setDecide(() => {
    decisions += 1;
    return { accepted: decisions === 1, reason: undefined };
  });
  expect(answers.answer(checkIn).accepted).toBe(true);
  clock.advance(19 * 60_000);
  expect(answers.answer(checkIn).accepted).toBe(true);
  expect(decisions).toBe(1);
  expect(answers.answer({ ...checkIn, checkInId: 'scan-2' }).accepted).toBe(false);
});

test('answers are kept for twenty minutes, longer than a token lives', () => {
  const clock = createStandingClock();
  const answers = createCheckInAnswers({ clock, log: createListLog() });
  let decisions = 0;
  answers.setDecide(() => {
    decisions += 1;
    return { accepted: true, reason: undefined };
  });
  answers.answer(checkIn);
  clock.advance(20 * 60_000);
  answers.answer(checkIn);
  expect(decisions).toBe(2);
  expect(clock.pendingTimers()).toBe(0);
});

test('before anybody decides, the machine is starting', () => {
  const answers = createCheckInAnswers({ clock: createStandingClock(), log: createListLog() });
  expect(answers.answer(checkIn)).toEqual({ accepted: false, reason: 'starting', isFault: false });
});

test('a decision that breaks is a no, for good, and its log holds no token', () => {
  const log = createListLog();
  const answers = createCheckInAnswers({ clock: createStandingClock(), log });
  answers.setDecide(() => {
    throw new Error('store full');
  });
  expect(answers.answer(checkIn)).toEqual({ accepted: false, reason: 'fault', isFault: true });
  expect(answers.answer(checkIn)).toEqual({ accepted: false, reason: 'fault', isFault: false });
  expect(JSON.stringify(log.entries)).not.toContain('secret-token');
});
