import { useId, type ReactElement } from 'react';
import { usePress } from './use-press.ts';
import common from '../theme/common.module.css';
import target from './target.module.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly note?: string | undefined;
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly isLabelHidden?: boolean | undefined;
  readonly why?: string | undefined;
  readonly testId?: string | undefined;
}

interface OptionButtonProps<Value extends string> {
  readonly option: Option<Value>;
  readonly isChosen: boolean;
  readonly isOff: boolean;
  readonly onPress: () => void;
  readonly testId: string | undefined;
}

function OptionButton<Value extends string>({
  option,
  isChosen,
  isOff,
  onPress,
  testId,
}: OptionButtonProps<Value>): ReactElement {
  const press = usePress(() => {
    if (!isOff) onPress();
  });
  return (
    <button
      type="button"
      className={target['option']}
      data-part="option"
      role="radio"
      aria-checked={isChosen}
      aria-disabled={isOff}
      data-testid={testId === undefined ? undefined : `${testId}-${option.value}`}
      {...press}
    >
      <span className={common['words']} data-part="words">
        <span>{option.label}</span>
        {option.note === undefined ? null : <small>{option.note}</small>}
      </span>
    </button>
  );
}

/** One of a few options, all visible; more than colour marks the chosen one. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactElement {
  const id = useId();
  return (
    <div className={target['field']} data-part="field">
      <span
        className={props.isLabelHidden === true ? common['hidden-words'] : target['field-label']}
        data-part={props.isLabelHidden === true ? 'hidden-words' : 'field-label'}
        id={id}
      >
        {props.label}
      </span>
      <div
        className={target['choice']}
        data-part="choice"
        role="radiogroup"
        aria-labelledby={id}
        data-field="options"
        data-testid={props.testId}
      >
        {props.options.map((option) => (
          <OptionButton
            key={option.value}
            option={option}
            isChosen={option.value === props.value}
            isOff={props.why !== undefined}
            testId={props.testId}
            onPress={() => {
              props.onChange(option.value);
            }}
          />
        ))}
      </div>
      {props.why === undefined ? null : <small className={common['quiet']}>{props.why}</small>}
    </div>
  );
}
