import type { SlotView } from '#core/slots/slot-view.ts';
import { planogramOf } from '#core/slots/planogram.ts';
import type { MotorView } from '#core/kiosk/machine-view.ts';
import { IconEngine } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { EmptyState, StateMark, type Role } from '../../touch/marks.tsx';
import { usePress } from '../../touch/use-press.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { MotorPanel } from './MotorPanel.tsx';
import { TaskLine } from './TaskLine.tsx';
import { useMachineOrder } from './use-machine-order.ts';
import common from '../../theme/common.module.css';
import styles from './hardware.module.css';

const ORDERS = ['turnMotor', 'testVend', 'scanMotors', 'clearSlot', 'coupleMotors'] as const;

export function roleOf(motor: MotorView): Role {
  if (motor.state === 'untested') return motor.health.isLikelyToJam ? 'attention' : 'neutral';
  if (motor.state !== 'ok') return 'stopped';
  return motor.health.isLikelyToJam ? 'attention' : 'ready';
}

interface TileProps {
  readonly motor: MotorView;
  readonly isChosen: boolean;
  readonly width: number;
  readonly onChoose: () => void;
}

function MotorTile({ motor, isChosen, width, onChoose }: TileProps): ReactElement {
  const { t } = useTranslation();
  const press = usePress(onChoose);
  return (
    <button
      type="button"
      className={styles['motor-tile']}
      aria-pressed={isChosen}
      data-testid={`motor-${motor.selection}`}
      data-state={motor.state}
      style={{ gridColumn: `span ${String(width)}` }}
      {...press}
    >
      <b>{motor.selection}</b>
      <StateMark role={roleOf(motor)}>{t(`health.motor.${motor.state}`)}</StateMark>
    </button>
  );
}

/** Map of the motors as they lie in the machine, with a panel for the chosen one. */
export function Motors(): ReactElement {
  const { t } = useTranslation();
  const { machine, slots } = useSnapshot();
  const { order, isBusy } = useMachineOrder();
  const [chosen, setChosen] = useState<string>();
  const motorOf = (slot: SlotView): MotorView | undefined =>
    machine.motors.find((motor) => motor.selection === slot.selection);
  const motor = machine.motors.find(({ selection }) => selection === chosen);
  const { trays } = planogramOf(slots);
  return (
    <Screen
      title={t('health.motors')}
      primary={
        <TouchButton
          look="primary"
          isBusy={isBusy}
          note={t('health.scanNote')}
          why={machine.task === undefined ? undefined : t('health.working')}
          testId="scan-motors"
          onPress={() => {
            order({ kind: 'scanMotors' });
          }}
        >
          {t('health.scanAll')}
        </TouchButton>
      }
      tools={<TaskLine about={ORDERS} />}
    >
      {machine.motors.length === 0 ? (
        <EmptyState icon={<IconEngine />} why={t('health.noMotors')} />
      ) : (
        <div className={common['beside']}>
          <ul className={styles['motor-map']}>
            {trays.map(({ tray, slots: row }) => (
              <li key={tray} className={styles['motor-tray']}>
                {row.map((slot) => {
                  const found = motorOf(slot);
                  return found === undefined ? null : (
                    <MotorTile
                      key={slot.selection}
                      motor={found}
                      width={slot.width}
                      isChosen={slot.selection === chosen}
                      onChoose={() => {
                        setChosen(slot.selection);
                      }}
                    />
                  );
                })}
              </li>
            ))}
          </ul>
          {motor === undefined ? (
            <p className={common['quiet']}>{t('health.pickMotor')}</p>
          ) : (
            <MotorPanel motor={motor} key={motor.selection} />
          )}
        </div>
      )}
    </Screen>
  );
}
