import type { ReactElement, ReactNode } from 'react';
import { TYPING_MS, usePress } from './use-press.ts';
import target from './target.module.css';

interface KeyProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly label?: string | undefined;
  readonly isPressed?: boolean | undefined;
  readonly testId?: string | undefined;
  readonly span?: number | undefined;
  readonly isOff?: boolean | undefined;
}

/** A key of a keypad or keyboard; it can be struck again at once. */
export function Key(props: KeyProps): ReactElement {
  const isOff = props.isOff === true;
  const press = usePress(() => {
    if (!isOff) props.onPress();
  }, TYPING_MS);
  return (
    <button
      type="button"
      className={target['key']}
      data-part="key"
      aria-label={props.label}
      aria-pressed={props.isPressed}
      aria-disabled={isOff}
      data-testid={props.testId}
      style={props.span === undefined ? undefined : { gridColumn: `span ${String(props.span)}` }}
      {...press}
    >
      {props.children}
    </button>
  );
}
