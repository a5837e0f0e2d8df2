import type { Clock } from '#core/base/ports.ts';
import type { RequestHandler } from 'express';

/** Sets the `Date` header of every answer: Vipps' clock, which can differ from the simulator's. */
export interface AnswerDates {
  readonly stamp: RequestHandler;
  /** @param ms negative: behind the simulator's clock */
  setAhead(ms: number): void;
}

export function createAnswerDates(clock: Clock): AnswerDates {
  let aheadMs = 0;
  return {
    stamp: (_request, response, next) => {
      response.setHeader('date', new Date(clock.nowMs() + aheadMs).toUTCString());
      next();
    },
    setAhead: (ms) => {
      aheadMs = ms;
    },
  };
}
