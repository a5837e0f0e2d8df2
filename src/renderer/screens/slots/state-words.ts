import type { SlotState } from '#core/slots/slot-view.ts';
import type { Role } from '../../touch/marks.tsx';

/** How urgent each slot state is. */
export const STATE_ROLES: Readonly<Record<SlotState, Role>> = {
  faulty: 'stopped',
  latched: 'stopped',
  blocked: 'neutral',
  belowLeast: 'stopped',
  empty: 'stopped',
  countDue: 'attention',
  priceDiffers: 'attention',
  low: 'attention',
  ok: 'ready',
};
