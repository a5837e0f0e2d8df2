import { readAmount } from '#core/money/typed-amount.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NBSP, useFormat } from '../format.ts';
import { useScreenSettings } from '../store/screen-settings.ts';
import { usePanel } from '../theme/use-panel.ts';
import { Editor } from './Editor.tsx';
import { Field } from './Field.tsx';
import { keysAlong } from './key-layouts.ts';
import { NumericKeypad } from './NumericKeypad.tsx';

interface BoundsProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly note?: string | undefined;
  readonly why?: string | undefined;
  readonly testId?: string | undefined;
}

interface DigitsProps extends BoundsProps {
  readonly shown: string;
  readonly isEmpty: boolean;
  readonly extra?: string | undefined;
  /** Parses what was typed; undefined: not a number. */
  readonly read: (typed: string) => number | undefined;
  readonly say: (value: number) => string;
  /** Why a value within bounds is still wrong. */
  readonly fault?: ((typed: string) => string | undefined) | undefined;
  readonly onChange: (value: number) => void;
}

const MAX_DIGITS = 12;

/** A number typed on the keypad, accepted only within its bounds. */
function DigitsField(props: DigitsProps): ReactElement {
  const { t } = useTranslation();
  const { heightMm } = usePanel();
  const isGloved = useScreenSettings((state) => state.isGloved);
  const [draft, setDraft] = useState<string>();
  const { min, max, extra } = props;
  const value = draft === undefined ? undefined : props.read(draft);
  const isFine = value !== undefined && value >= min && value <= max;
  const type = (key: string): void => {
    const isKnown = /^\d$/.test(key) || key === extra;
    if (isKnown) setDraft((text) => ((text ?? '') + key).slice(0, MAX_DIGITS));
  };
  return (
    <>
      <Field
        kind="number"
        label={props.label}
        shown={props.shown}
        isEmpty={props.isEmpty}
        note={props.note}
        why={props.why}
        testId={props.testId}
        onOpen={() => {
          setDraft('');
        }}
      />
      {draft === undefined ? null : (
        <Editor
          label={props.label}
          shown={draft === '' ? props.shown : draft}
          why={
            isFine
              ? undefined
              : (props.fault?.(draft) ??
                t('touch.between', {
                  least: props.say(min),
                  most: props.say(max),
                  label: props.label,
                }))
          }
          onType={type}
          onDelete={() => {
            setDraft((text) => text?.slice(0, -1));
          }}
          onCancel={() => {
            setDraft(undefined);
          }}
          onDone={() => {
            if (value === undefined) return;
            props.onChange(value);
            setDraft(undefined);
          }}
        >
          <NumericKeypad
            onKey={type}
            extra={extra}
            columns={keysAlong(heightMm, isGloved) >= 5 ? 3 : 4}
          />
        </Editor>
      )}
    </>
  );
}

export interface AmountFieldProps extends BoundsProps {
  /** Minor units, like `min` and `max`; undefined: none yet. */
  readonly value: number | undefined;
  readonly currency: string;
  readonly onChange: (amountMinor: number) => void;
}

/** An amount of money, typed as 25 or 25,50. */
export function AmountField({ value, currency, ...rest }: AmountFieldProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const say = (amountMinor: number): string => format.money(amountMinor, currency);
  const point = format.locale === 'en-GB' ? '.' : ',';
  return (
    <DigitsField
      {...rest}
      shown={value === undefined ? '–' : say(value)}
      isEmpty={value === undefined}
      extra={point}
      say={say}
      read={(typed) => {
        const amount = readAmount(typed);
        return amount.ok ? amount.value : undefined;
      }}
      fault={(typed) => {
        const amount = readAmount(typed);
        if (amount.ok || amount.error.code !== 'two-readings') return undefined;
        const { low, plain } = amount.error;
        return t('touch.twoReadings', { text: typed, low: low.replace('.', point), plain });
      }}
    />
  );
}

export interface NumberFieldProps extends BoundsProps {
  readonly value: number | undefined;
  /** Follows the number, such as `s`. */
  readonly unit?: string | undefined;
  /** Formats the number where a unit is not enough. */
  readonly say?: ((value: number) => string) | undefined;
  readonly onChange: (value: number) => void;
}

/** A whole number within bounds. */
export function NumberField({ value, unit, say, ...rest }: NumberFieldProps): ReactElement {
  const format = useFormat();
  const sayPlain = (number: number): string =>
    unit === undefined ? format.number(number) : `${format.number(number)}${NBSP}${unit}`;
  const sayWhole = say ?? sayPlain;
  return (
    <DigitsField
      {...rest}
      shown={value === undefined ? '–' : sayWhole(value)}
      isEmpty={value === undefined}
      say={sayWhole}
      read={(typed) => (/^\d{1,9}$/.test(typed) ? Number(typed) : undefined)}
    />
  );
}
