import type { SettingUnit } from '#core/settings/setting-row.ts';
import { isSettingKey, SETTINGS } from '#core/settings/settings.ts';
import { useTranslation } from 'react-i18next';
import { NBSP, useFormat } from '../../format.ts';
import { isTextKey } from '../../locales/keys.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { LANGUAGE_NAMES } from '../../frame/language-names.ts';

const UNITS: Readonly<Partial<Record<SettingUnit, string>>> = {
  seconds: 's',
  minutes: 'min',
  celsius: '°C',
  percent: '%',
  kibibytesPerSecond: 'KiB/s',
};

const languageNames = new Map<string, string>(Object.entries(LANGUAGE_NAMES));

/** Names of stored languages (`nb,en`), each in its own language; undefined: the machine decides. */
function namesOf(text: string): string | undefined {
  if (text === 'auto') return undefined;
  return text
    .split(',')
    .map((name) => languageNames.get(name) ?? name)
    .join(', ');
}

function unitOf(key: string): SettingUnit | undefined {
  if (!isSettingKey(key)) return undefined;
  const row = SETTINGS[key];
  return 'unit' in row ? row.unit : undefined;
}

/** Words for the stored value `text` of a setting. */
export function useSettingWords(): (key: string, text: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  return (key, text) => {
    const unit = unitOf(key);
    if (unit === 'language') return namesOf(text) ?? t('settings.value.auto');
    if (unit === 'times' && text === '0') return t('settings.never');
    const word = `settings.value.${text}`;
    if (isTextKey(word)) return t(word);
    if (unit === undefined) return text;
    if (unit === 'money') return format.money(Number(text), currency);
    if (unit === 'days') return t('settings.days', { count: Number(text) });
    if (unit === 'hours')
      return text
        .split('-')
        .map((hour) => `${hour}:00`)
        .join(' – ');
    const sign = UNITS[unit];
    return sign === undefined ? text : `${text}${NBSP}${sign}`;
  };
}
