import type { TrafficMeaning } from '#core/vend/traffic.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';

/** Explains a line of the machine in words. */
export function useTrafficWords(): (meaning: TrafficMeaning) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const { slots, currency } = useSnapshot();
  return ({ word, values }) => {
    const { item, amountMinor, ...rest } = values;
    return t(`traffic.${word}`, {
      ...rest,
      slot: slots.find((slot) => slot.item === item)?.selection ?? item,
      amount: typeof amountMinor === 'number' ? format.money(amountMinor, currency) : '',
    });
  };
}
