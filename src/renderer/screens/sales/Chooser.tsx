import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TouchButton } from '../../touch/TouchButton.tsx';

interface ChooserProps {
  readonly label: string;
  readonly onClose: () => void;
  /** What is chosen from, as tiles. */
  readonly children: ReactNode;
  /** Above the tiles. */
  readonly head?: ReactNode;
}

/** One value of the search, chosen from tiles. */
export function Chooser({ label, onClose, children, head }: ChooserProps): ReactElement {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="sale-chooser" aria-label={label} onClose={onClose}>
      <div className="sale-chooser-head">
        <h2>{label}</h2>
        {head}
        <TouchButton icon={<IconX />} label={t('touch.close')} onPress={onClose}>
          {null}
        </TouchButton>
      </div>
      <div className="sale-tiles">{children}</div>
    </dialog>
  );
}
