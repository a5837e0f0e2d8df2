import { LANGUAGES, type Language } from '#core/service/person.ts';
import { IconLanguage, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { speak, useScreenSettings } from '../store/screen-settings.ts';
import { TouchButton } from '../touch/TouchButton.tsx';

/** Each language in its own words. */
const NAMES: Readonly<Record<Language, string>> = {
  nb: 'Norsk',
  sv: 'Svenska',
  da: 'Dansk',
  fi: 'Suomi',
  en: 'English',
};

function Languages({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const language = useScreenSettings((state) => state.language);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="chooser" aria-label={t('frame.language')} onClose={onClose}>
      {LANGUAGES.map((one) => (
        <TouchButton
          key={one}
          isWide
          isPressed={one === language}
          testId={`language-${one}`}
          onPress={() => {
            speak(one);
            onClose();
          }}
        >
          <span lang={one}>{NAMES[one]}</span>
        </TouchButton>
      ))}
      <TouchButton isWide icon={<IconX />} onPress={onClose}>
        {t('touch.close')}
      </TouchButton>
    </dialog>
  );
}

/** The screen's language, for now. */
export function LanguagePicker(): ReactElement {
  const { t } = useTranslation();
  const language = useScreenSettings((state) => state.language);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <TouchButton
        icon={<IconLanguage aria-hidden="true" />}
        testId="language"
        label={`${NAMES[language]} – ${t('frame.language')}`}
        onPress={() => {
          setIsOpen(true);
        }}
      >
        {NAMES[language]}
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
