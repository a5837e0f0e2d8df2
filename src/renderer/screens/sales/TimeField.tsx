import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useKiosk } from '../../store/kiosk-store.ts';
import { Field } from '../../touch/Field.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { Chooser } from '../../touch/Chooser.tsx';
import { narrow, useSaleSearch } from '../../store/sale-search.ts';
import overlay from '../../touch/overlay.module.css';
import styles from './sales.module.css';
import { cx } from '../../theme/cx.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Start of an hour, `daysBack` days ago, in the machine's time zone. */
function hourOf(nowMs: number, daysBack: number, hour: number): number {
  const day = new Date(nowMs);
  day.setDate(day.getDate() - daysBack);
  day.setHours(hour, 0, 0, 0);
  return day.getTime();
}

function TimeChooser({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useKiosk((state) => state.nowMs);
  const [daysBack, setDaysBack] = useState(0);
  const choose = (from: number, to: number): void => {
    narrow({ fromMs: hourOf(nowMs, daysBack, from), toMs: hourOf(nowMs, daysBack, to) });
    onClose();
  };
  const day = format.date(hourOf(nowMs, daysBack, 0));
  const head = (
    <>
      <TouchButton
        icon={<IconChevronLeft />}
        label={t('sales.dayBefore')}
        testId="day-before"
        onPress={() => {
          setDaysBack(daysBack + 1);
        }}
      >
        {null}
      </TouchButton>
      <b className={styles['day']}>{day}</b>
      <TouchButton
        icon={<IconChevronRight />}
        label={t('sales.dayAfter')}
        why={daysBack === 0 ? '' : undefined}
        onPress={() => {
          setDaysBack(daysBack - 1);
        }}
      >
        {null}
      </TouchButton>
    </>
  );
  return (
    <Chooser label={t('sales.time')} onClose={onClose} head={head}>
      <div className={cx(overlay['choose-tiles'], styles['hours'])} data-part="choose-tiles">
        <TouchButton
          testId="any-time"
          onPress={() => {
            narrow({ fromMs: undefined, toMs: undefined });
            onClose();
          }}
        >
          {t('sales.anyTime')}
        </TouchButton>
        <TouchButton
          testId="whole-day"
          onPress={() => {
            choose(0, 24);
          }}
        >
          {t('sales.wholeDay')}
        </TouchButton>
        {HOURS.map((hour) => (
          <TouchButton
            key={hour}
            testId={`hour-${String(hour)}`}
            why={hourOf(nowMs, daysBack, hour) > nowMs ? '' : undefined}
            onPress={() => {
              choose(hour, hour + 1);
            }}
          >
            {`${String(hour)}–${String(hour + 1)}`}
          </TouchButton>
        ))}
      </div>
    </Chooser>
  );
}

/** Day and hour to search in. */
export function TimeField(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const { fromMs, toMs } = useSaleSearch((state) => state.filter);
  const isSet = fromMs !== undefined && toMs !== undefined;
  const isHour = isSet && toMs - fromMs <= 3_600_000;
  const time = isHour
    ? ` ${String(new Date(fromMs).getHours())}–${String(new Date(fromMs).getHours() + 1)}`
    : '';
  return (
    <>
      <Field
        kind="choice"
        label={t('sales.time')}
        shown={isSet ? `${format.date(fromMs)}${time}` : t('sales.anyTime')}
        isEmpty={!isSet}
        testId="filter-time"
        onOpen={() => {
          setIsOpen(true);
        }}
      />
      {isOpen ? (
        <TimeChooser
          onClose={() => {
            setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
