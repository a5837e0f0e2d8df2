import type { Result } from '#core/base/result.ts';
import type { OperatorNotice } from './operator-notice.ts';

/** One way to reach the operator. */
export interface AlertChannel {
  readonly name: 'webhook' | 'email';
  /** The error is one sentence. */
  send(notice: OperatorNotice): Promise<Result<void, string>>;
}
