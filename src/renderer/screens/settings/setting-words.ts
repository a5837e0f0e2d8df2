import { useTranslation } from 'react-i18next';
import { NBSP, useFormat } from '../../format.ts';
import { isTextKey } from '../../locales/keys.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { LANGUAGE_NAMES } from '../../frame/language-names.ts';

const UNITS: Readonly<Record<string, string>> = {
  foodMaxCelsius: '°C',
  brightness: '%',
  foodGraceMinutes: 'min',
};

const languageNames = new Map<string, string>(Object.entries(LANGUAGE_NAMES));

/** Languages as they are stored, `nb,en`, in their own words; undefined: it is up to the machine. */
function namesOf(text: string): string | undefined {
  if (text === 'auto') return undefined;
  return text
    .split(',')
    .map((name) => languageNames.get(name) ?? name)
    .join(', ');
}

/** What a setting says, as people say it; `text` is as it is stored. */
export function useSettingWords(): (key: string, text: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  return (key, text) => {
    if (key === 'language' || key === 'sheetLanguages')
      return namesOf(text) ?? t('settings.value.auto');
    if (key === 'latchAfterFailures' && text === '0') return t('settings.never');
    const word = `settings.value.${text}`;
    if (isTextKey(word)) return t(word);
    if (key === 'maxAmount') return format.money(Number(text), currency);
    if (key === 'quietHours')
      return text
        .split('-')
        .map((hour) => `${hour}:00`)
        .join(' – ');
    if (key === 'changeLogDays') return t('settings.days', { count: Number(text) });
    const unit = key.endsWith('Seconds') ? 's' : UNITS[key];
    return unit === undefined ? text : `${text}${NBSP}${unit}`;
  };
}
