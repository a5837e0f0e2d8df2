import type { SaleGroup } from '#core/sales/sale-group.ts';
import type { Role } from '../../touch/marks.tsx';

/** The outcome of a sale as a role (colour and icon). */
export const GROUP_ROLE: Readonly<Record<SaleGroup, Role>> = {
  sold: 'ready',
  refunded: 'attention',
  released: 'neutral',
  failed: 'stopped',
  notApproved: 'neutral',
  unknown: 'attention',
  held: 'attention',
  open: 'selling',
};
