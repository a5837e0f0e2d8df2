import { IconRulerMeasure } from '@tabler/icons-react';
import type { SettingControl } from '#core/settings/setting-row.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { open } from '../../store/navigation.ts';
import { Choice } from '../../touch/Choice.tsx';
import { Field } from '../../touch/Field.tsx';
import { NumberField } from '../../touch/NumberField.tsx';
import { controlOf, type ShownKey } from './shown-settings.ts';
import { useSettingWords } from './setting-words.ts';
import common from '../../theme/common.module.css';
import styles from './settings.module.css';
import { cx } from '../../theme/cx.ts';

interface RowProps {
  readonly settingKey: ShownKey;
  readonly text: string;
  readonly onSet: (text: string) => void;
  /** Why this person may not change it. */
  readonly why: string | undefined;
}

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');
const USUAL_REST = '22-06';

/** The two settings of this kind. */
const WORDS = {
  quietHours: { from: 'settings.restsFrom', never: 'settings.restsNever', testId: 'quiet' },
  noUpdateHours: {
    from: 'settings.updatesFrom',
    never: 'settings.updatesAnyHour',
    testId: 'no-update',
  },
} as const;

/** Off, or two hours. */
function QuietHours({ settingKey: key, text, onSet, why }: RowProps): ReactElement {
  const { t } = useTranslation();
  const words = WORDS[key === 'noUpdateHours' ? key : 'quietHours'];
  const format = useFormat();
  const isOn = text.includes('-');
  const [from = '22', to = '06'] = isOn ? text.split('-') : [];
  const hour = (
    which: 'from' | 'until',
    value: string,
    onHour: (typed: string) => void,
  ): ReactElement => (
    <NumberField
      label={which === 'from' ? t(words.from) : t('settings.restsUntil')}
      value={Number(value)}
      say={(number) => `${format.number(number)}:00`}
      min={0}
      max={23}
      why={isOn ? why : t(words.never)}
      testId={`${words.testId}-${which}`}
      onChange={(number) => {
        onHour(twoDigits(number));
      }}
    />
  );
  return (
    <>
      <Choice
        label={t(`settings.name.${key}`)}
        value={isOn ? 'on' : 'off'}
        why={why}
        testId={`setting-${key}`}
        options={[
          { value: 'off', label: t('settings.value.off') },
          { value: 'on', label: t('settings.value.on') },
        ]}
        onChange={(value) => {
          if (value === 'off' || !isOn) onSet(value === 'off' ? 'off' : USUAL_REST);
        }}
      />
      <div className={styles['pair']}>
        {hour('from', from, (typed) => {
          onSet(`${typed}-${to}`);
        })}
        {hour('until', to, (typed) => {
          onSet(`${from}-${typed}`);
        })}
      </div>
    </>
  );
}

function optionsOf(control: SettingControl, text: string): readonly string[] {
  const texts = control.kind === 'choice' ? control.texts : [];
  // Also offers a value that was set from elsewhere.
  return text === '' || texts.includes(text) ? texts : [...texts, text];
}

/** One setting: its name, its value, and what that means for the customer. */
export function SettingRow({ settingKey: key, text, onSet, why }: RowProps): ReactElement {
  const { t } = useTranslation();
  const words = useSettingWords();
  const control = controlOf(key);
  const label = t(`settings.name.${key}`);
  const about = <small className={common['quiet']}>{t(`settings.about.${key}`)}</small>;
  return (
    <li className={cx(common['card'], styles['setting'])} data-testid={`row-${key}`}>
      {control.kind === 'quietHours' ? (
        <QuietHours settingKey={key} text={text} onSet={onSet} why={why} />
      ) : null}
      {control.kind === 'panel' ? (
        <Field
          kind="choice"
          label={label}
          shown={words(key, text)}
          icon={<IconRulerMeasure aria-hidden="true" />}
          why={why}
          testId="setting-panel"
          onOpen={() => {
            open('panel');
          }}
        />
      ) : null}
      {control.kind === 'number' ? (
        <NumberField
          label={label}
          value={text === '' ? undefined : Number(text)}
          say={(number) => words(key, String(number))}
          min={control.min}
          max={control.max}
          why={why}
          testId={`setting-${key}`}
          onChange={(number) => {
            onSet(String(number));
          }}
        />
      ) : null}
      {control.kind === 'choice' ? (
        <Choice
          label={label}
          value={text}
          why={why}
          testId={`setting-${key}`}
          options={optionsOf(control, text).map((one) => ({ value: one, label: words(key, one) }))}
          onChange={onSet}
        />
      ) : null}
      {about}
    </li>
  );
}
