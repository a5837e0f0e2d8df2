import { isPlainLine } from '#core/base/text.ts';
import { useState, type ReactElement } from 'react';
import { Editor } from './Editor.tsx';
import { Field } from './Field.tsx';
import { OnScreenKeyboard } from './OnScreenKeyboard.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  /** @returns a sentence if the text is not acceptable */
  readonly check?: ((value: string) => string | undefined) | undefined;
  /** Shown while the field is empty. */
  readonly placeholder?: string | undefined;
  readonly note?: string | undefined;
  readonly why?: string | undefined;
  readonly icon?: ReactElement | undefined;
  /** Starts in lower case: for an address or a code. */
  readonly isPlain?: boolean | undefined;
  readonly testId?: string | undefined;
}

/** A line of text, typed on the screen keyboard. */
export function TextField(props: TextFieldProps): ReactElement {
  const [draft, setDraft] = useState<string>();
  const type = (key: string): void => {
    if (isPlainLine(key)) setDraft((text) => ((text ?? '') + key).slice(0, props.maxLength));
  };
  return (
    <>
      <Field
        kind="text"
        label={props.label}
        shown={props.value === '' ? (props.placeholder ?? '–') : props.value}
        isEmpty={props.value === ''}
        note={props.note}
        why={props.why}
        icon={props.icon}
        testId={props.testId}
        onOpen={() => {
          setDraft(props.value);
        }}
      />
      {draft === undefined ? null : (
        <Editor
          label={props.label}
          shown={draft}
          why={props.check?.(draft.trim())}
          onType={type}
          onDelete={() => {
            setDraft((text) => text?.slice(0, -1));
          }}
          onCancel={() => {
            setDraft(undefined);
          }}
          onDone={() => {
            props.onChange(draft.trim());
            setDraft(undefined);
          }}
        >
          <OnScreenKeyboard onKey={type} isPlain={props.isPlain} />
        </Editor>
      )}
    </>
  );
}
