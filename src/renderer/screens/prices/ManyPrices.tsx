import { IconCheck } from '@tabler/icons-react';
import { pricesAfter, type PriceLine, type PriceRule } from '#core/prices/bulk.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useSlotEdits } from '../slots/use-slot-edits.ts';
import { PreviewLine } from './PreviewLine.tsx';
import { RuleFields } from './RuleFields.tsx';
import common from '../../theme/common.module.css';
import styles from './prices.module.css';

/** Changes many prices by one rule, with a preview of each new price. */
export function ManyPrices(): ReactElement {
  const { t } = useTranslation();
  const { slots, currency, capMinor } = useSnapshot();
  const { edit, isBusy } = useSlotEdits();
  const [rule, setRule] = useState<PriceRule>();
  const [left, setLeft] = useState<readonly string[]>([]);
  const lines =
    rule === undefined
      ? slots.map(({ selection, product, priceMinor }): PriceLine => {
          return { selection, product, old: priceMinor, new: priceMinor, problem: undefined };
        })
      : pricesAfter(slots, rule, { currency, capMinor });
  const isIn = ({ selection }: PriceLine): boolean => !left.includes(selection);
  const changed = lines.filter((line) => isIn(line) && line.new !== line.old);
  const impossible = changed.find(({ problem }) => problem === 'not-a-price');
  const count = changed.length;
  const why = (): string | undefined => {
    if (rule === undefined) return t('prices.ruleFirst');
    if (impossible !== undefined) return t('prices.notAPrice', { slot: impossible.selection });
    return count === 0 ? t('prices.noneChanged') : undefined;
  };
  const save = (): void => {
    const edits = changed.map((line) => ({
      selection: line.selection,
      seen: { priceMinor: line.old },
      to: { priceMinor: line.new },
    }));
    const words = `${t('prices.manyChanged', { count })} ${t('prices.reprint')}`;
    void edit(edits, words).then((isDone) => {
      if (isDone) open('prices');
    });
  };
  return (
    <Screen
      title={t('prices.many')}
      primary={
        <TouchButton
          look="primary"
          icon={<IconCheck />}
          isBusy={isBusy}
          why={why()}
          note={t('prices.manyCount', { count })}
          testId="many-save"
          onPress={save}
        >
          {t('prices.save')}
        </TouchButton>
      }
    >
      <div className={common['stack']}>
        <RuleFields currency={currency} onRule={setRule} />
        <p className={common['quiet']}>
          {t('prices.leaveOut')} {t('prices.running')}
        </p>
        <div className={styles['preview']}>
          {lines.map((line) => (
            <PreviewLine
              key={line.selection}
              line={line}
              isIn={isIn(line)}
              onPress={() => {
                setLeft(
                  isIn(line)
                    ? [...left, line.selection]
                    : left.filter((selection) => selection !== line.selection),
                );
              }}
            />
          ))}
        </div>
      </div>
    </Screen>
  );
}
