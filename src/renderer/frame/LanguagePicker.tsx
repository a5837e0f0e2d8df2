import { LANGUAGES } from '#core/base/language.ts';
import { IconLanguage, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { setLanguage, useScreenSettings } from '../store/screen-settings.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import { TouchButton } from '../touch/TouchButton.tsx';
import common from '../theme/common.module.css';

function Languages({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const language = useScreenSettings((state) => state.language);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={common['chooser']}
      aria-label={t('frame.language')}
      onClose={onClose}
    >
      {LANGUAGES.map((one) => (
        <TouchButton
          key={one}
          isWide
          isPressed={one === language}
          testId={`language-${one}`}
          onPress={() => {
            setLanguage(one);
            onClose();
          }}
        >
          <span lang={one}>{LANGUAGE_NAMES[one]}</span>
        </TouchButton>
      ))}
      <TouchButton isWide icon={<IconX />} onPress={onClose}>
        {t('touch.close')}
      </TouchButton>
    </dialog>
  );
}

/** Changes the language of the screen, but not the setting. */
export function LanguagePicker(): ReactElement {
  const { t } = useTranslation();
  const language = useScreenSettings((state) => state.language);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <TouchButton
        icon={<IconLanguage aria-hidden="true" />}
        testId="language"
        label={`${LANGUAGE_NAMES[language]} – ${t('frame.language')}`}
        onPress={() => {
          setIsOpen(true);
        }}
      >
        {LANGUAGE_NAMES[language]}
      </TouchButton>
      {isOpen ? (
        <Languages
          onClose={() => {
            setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
