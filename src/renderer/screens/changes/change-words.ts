import type { ChangeValue, Patch } from '#core/changes/audit-log.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { isTextKey } from '../../locales/keys.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { useSettingWords } from '../settings/setting-words.ts';

export interface PatchWords {
  readonly label: string;
  readonly old: string;
  readonly new: string;
}

const NOTHING = '–';

/** A `row` value holds a whole slot (core/slots/slot-row.ts). */
function isRow(value: unknown): value is { readonly product: string; readonly priceMinor: number } {
  return typeof value === 'object' && value !== null && 'product' in value && 'priceMinor' in value;
}

/** Describes a patch in the language of the screen. `detail` is the person's name, where one was changed. */
export function usePatchWords(): (patch: Patch, detail: string | undefined) => PatchWords {
  const { t } = useTranslation();
  const format = useFormat();
  const settingWords = useSettingWords();
  const { currency } = useSnapshot();

  const worded = (key: string, otherwise: string): string => (isTextKey(key) ? t(key) : otherwise);

  function valueOf({ subject, id, field }: Patch, value: ChangeValue): string {
    if (value === null || value === '') return NOTHING;
    if (subject === 'setting') return settingWords(id, String(value));
    if (typeof value === 'boolean') return t(value ? 'changes.yes' : 'changes.no');
    if (field === 'priceMinor') return format.money(Number(value), currency);
    if (field === 'vatRate') return format.rate(Number(value));
    if (field === 'row') {
      const row: unknown = JSON.parse(String(value));
      return isRow(row) ? `${row.product}, ${format.money(row.priceMinor, currency)}` : NOTHING;
    }
    if (field === 'hold') return worded(`changes.hold.${String(value)}`, String(value));
    if (field === 'role') return worded(`people.role.${String(value)}`, String(value));
    return String(value);
  }

  return (patch, detail) => {
    const { subject, id, field } = patch;
    const what =
      subject === 'setting'
        ? worded(`settings.name.${id}`, id)
        : worded(`changes.field.${field}`, field);
    const who = { slot: id, person: detail ?? '', setting: '', review: '', setup: '' }[subject];
    return {
      label: [who, what].filter((text) => text !== '').join(' · '),
      old: valueOf(patch, patch.old),
      new: valueOf(patch, patch.new),
    };
  };
}
