import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TouchButton } from './TouchButton.tsx';
import overlay from './overlay.module.css';

interface ChooserProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Beside the label. */
  readonly head?: ReactNode;
}

/** A dialog with one thing to choose or do. */
export function Chooser({ label, onClose, children, head }: ChooserProps): ReactElement {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={overlay['choose-box']}
      data-part="choose-box"
      aria-label={label}
      onClose={onClose}
    >
      <div className={overlay['choose-head']}>
        <h2>{label}</h2>
        {head}
        <TouchButton icon={<IconX />} label={t('touch.close')} onPress={onClose}>
          {null}
        </TouchButton>
      </div>
      {children}
    </dialog>
  );
}
