import type { ReactElement } from 'react';
import { useId } from 'react';
import { usePress } from './use-press.ts';
import common from '../theme/common.module.css';
import target from './target.module.css';

/** What a tap starts: typing, or choosing. */
export type FieldKind = 'text' | 'number' | 'choice';

interface FieldProps {
  readonly kind: FieldKind;
  readonly label: string;
  /** The value, or a placeholder. */
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
    <div className={target['field']} data-part="field">
      <span className={target['field-label']} data-part="field-label" id={id}>
        {props.label}
      </span>
      <button
        type="button"
        className={target['field-value']}
        data-part="field-value"
        aria-labelledby={`${id} ${id}-value`}
        aria-disabled={isOff}
        data-field={props.kind}
        data-testid={props.testId}
        {...press}
      >
        {props.icon}
        <span id={`${id}-value`} className={props.isEmpty === true ? common['quiet'] : undefined}>
          {props.shown}
        </span>
      </button>
      {note === undefined ? null : <small className={common['quiet']}>{note}</small>}
    </div>
  );
}
