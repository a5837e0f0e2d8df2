import { LARGEST_MINOR, SMALLEST_MINOR, type Currency } from '#core/money/money.ts';
import { ROUND_TO, type PriceRule, type RoundTo } from '#core/prices/bulk.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Choice } from '../../touch/Choice.tsx';
import { AmountField, NumberField } from '../../touch/NumberField.tsx';
import styles from './prices.module.css';

const KINDS = ['add', 'percent', 'set'] as const;
const WAYS = ['up', 'down'] as const;

interface Draft {
  readonly kind: (typeof KINDS)[number];
  readonly way: (typeof WAYS)[number];
  /** Minor units or percent; undefined until typed. */
  readonly value: number | undefined;
  readonly roundTo: RoundTo;
}

function ruleOf({ kind, way, value, roundTo }: Draft): PriceRule | undefined {
  if (value === undefined) return undefined;
  const signed = way === 'up' ? value : -value;
  if (kind === 'set') return { kind, priceMinor: value };
  return kind === 'add'
    ? { kind, amountMinor: signed, roundTo }
    : { kind, percent: signed, roundTo };
}

interface RuleFieldsProps {
  readonly currency: Currency;
  readonly onRule: (rule: PriceRule | undefined) => void;
}

/** The rule that changes the prices. */
export function RuleFields({ currency, onRule }: RuleFieldsProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const [draft, setDraft] = useState<Draft>({
    kind: 'add',
    way: 'up',
    value: undefined,
    roundTo: 1,
  });
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    onRule(ruleOf(next));
  };
  const { kind, way, value, roundTo } = draft;
  const label = t(`prices.value.${kind}`);
  const take = (typed: number): void => {
    change({ value: typed });
  };
  return (
    <div className={styles['rule-fields']}>
      <Choice
        label={t('prices.rule')}
        options={KINDS.map((one) => ({ value: one, label: t(`prices.rule.${one}`) }))}
        value={kind}
        testId="rule"
        onChange={(one) => {
          change({ kind: one, value: undefined });
        }}
      />
      {kind === 'set' ? null : (
        <Choice
          label={t('prices.way')}
          options={WAYS.map((one) => ({ value: one, label: t(`prices.way.${one}`) }))}
          value={way}
          testId="way"
          onChange={(one) => {
            change({ way: one });
          }}
        />
      )}
      {kind === 'percent' ? (
        <NumberField
          label={label}
          value={value}
          unit="%"
          min={1}
          max={way === 'up' ? 500 : 99}
          testId="rule-value"
          onChange={take}
        />
      ) : (
        <AmountField
          label={label}
          value={value}
          currency={currency}
          min={kind === 'set' ? SMALLEST_MINOR[currency] : 1}
          max={LARGEST_MINOR}
          testId="rule-value"
          onChange={take}
        />
      )}
      {kind === 'set' ? null : (
        <Choice
          label={t('prices.round')}
          options={ROUND_TO.map((step) => ({
            value: String(step),
            label: step === 1 ? t('prices.roundNot') : format.money(step, currency),
          }))}
          value={String(roundTo)}
          testId="round"
          onChange={(text) => {
            change({ roundTo: ROUND_TO.find((step) => String(step) === text) ?? 1 });
          }}
        />
      )}
    </div>
  );
}
