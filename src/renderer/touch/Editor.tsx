import { IconBackspace, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from './Key.tsx';
import { TouchButton } from './TouchButton.tsx';
import overlay from './overlay.module.css';

interface EditorProps {
  readonly label: string;
  readonly shown: string;
  /** Why the value cannot be saved; also the hint while it is empty. */
  readonly why: string | undefined;
  readonly onType: (key: string) => void;
  readonly onDelete: () => void;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A full-screen editor for one value, with its keys: nothing moves, and no keyboard covers anything. */
export function Editor(props: EditorProps): ReactElement {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace') props.onDelete();
    else if (event.key.length === 1 && event.key !== ' ') props.onType(event.key);
  };
  return (
    <dialog
      ref={dialog}
      className={overlay['editor']}
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        props.onCancel();
      }}
    >
      <div className={overlay['editor-head']}>
        <TouchButton
          icon={<IconX />}
          label={t('touch.cancel')}
          onPress={props.onCancel}
          testId="editor-cancel"
        >
          {null}
        </TouchButton>
        <div className={overlay['editor-value']} data-part="editor-value" aria-live="polite">
          <small>{props.why ?? props.label}</small>
          <output data-testid="editor-value">{props.shown}</output>
        </div>
        <Key label={t('touch.delete')} onPress={props.onDelete} testId="key-delete">
          <IconBackspace />
        </Key>
        <TouchButton
          look="primary"
          icon={<IconCheck />}
          label={t('touch.done')}
          why={props.why === undefined ? undefined : ''}
          onPress={props.onDone}
          testId="editor-done"
        >
          {null}
        </TouchButton>
      </div>
      {props.children}
    </dialog>
  );
}
