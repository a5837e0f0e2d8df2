import { UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useId } from 'react';
import { usePress } from './press.ts';

/** What is done in it: typing, or choosing from what opens. */
export type FieldKind = 'text' | 'number' | 'choice';

interface FieldProps {
  readonly kind: FieldKind;
  readonly label: string;
  /** What stands in it, or what could. */
  readonly shown: string;
  readonly isEmpty?: boolean | undefined;
  readonly onOpen: () => void;
  readonly note?: string | undefined;
  readonly testId?: string | undefined;
  readonly why?: string | undefined;
  readonly icon?: ReactElement | undefined;
}

/** A value that a tap opens for editing. */
export function Field(props: FieldProps): ReactElement {
  const id = useId();
  const isOff = props.why !== undefined;
  const press = usePress(() => {
    if (!isOff) props.onOpen();
  });
  const note = props.why ?? props.note;
  return (
    <div className="field">
      <span className="field-label" id={id}>
        {props.label}
      </span>
      <UnstyledButton
        className="field-value"
        aria-labelledby={`${id} ${id}-value`}
        aria-disabled={isOff}
        data-field={props.kind}
        data-testid={props.testId}
        {...press}
      >
        {props.icon}
        <span id={`${id}-value`} className={props.isEmpty === true ? 'quiet' : ''}>
          {props.shown}
        </span>
      </UnstyledButton>
      {note === undefined ? null : <small className="quiet">{note}</small>}
    </div>
  );
}
