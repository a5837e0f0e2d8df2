import {
  IconCheck,
  IconCircleDashed,
  IconExclamationMark,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import mark from './mark.module.css';

export const ROLES = ['ready', 'selling', 'attention', 'stopped', 'neutral'] as const;
export type Role = (typeof ROLES)[number];

const ICONS: Readonly<Record<Role, ReactElement>> = {
  ready: <IconCheck />,
  selling: <IconPlayerPlay />,
  attention: <IconExclamationMark />,
  stopped: <IconX />,
  neutral: <IconCircleDashed />,
};

interface StateMarkProps {
  readonly role: Role;
  readonly children: ReactNode;
  readonly testId?: string | undefined;
}

/** A state as icon, word and colour; colour alone never carries it. */
export function StateMark({ role, children, testId }: StateMarkProps): ReactElement {
  return (
    <span
      className={mark['state-mark']}
      data-part="state-mark"
      data-tone={role}
      data-testid={testId}
    >
      <span className={mark['mark-icon']} data-part="mark-icon" aria-hidden="true">
        {ICONS[role]}
      </span>
      <span>{children}</span>
    </span>
  );
}

interface EmptyStateProps {
  readonly icon: ReactElement;
  /** Why the list is empty. */
  readonly why: string;
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** Placeholder for an empty list. */
export function EmptyState({ icon, why, children }: EmptyStateProps): ReactElement {
  return (
    <div className={mark['empty-state']}>
      <span aria-hidden="true">{icon}</span>
      <p>{why}</p>
      {children}
    </div>
  );
}
