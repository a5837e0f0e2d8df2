import {
  IconChecks,
  IconHandClick,
  IconHandFinger,
  IconPlus,
  IconSelectAll,
  IconX,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';

interface PickToolsProps {
  /** Number of selected slots; undefined: not selecting, a tap opens a slot. */
  readonly count: number | undefined;
  readonly pick: {
    readonly none: () => void;
    readonly all: () => void;
    /** Opens the actions for them. */
    readonly choose: () => void;
    readonly end: () => void;
  };
}

/** Header buttons: start, extend and end a multiple selection. */
export function PickTools({ count, pick }: PickToolsProps): ReactElement {
  const { t } = useTranslation();
  const { keypad, alwaysIdle, priceOwner } = useSnapshot().machine.capabilities;
  // Other machines report a key only while a customer has credit.
  const canLearn = keypad && (alwaysIdle || priceOwner === 'app');
  if (count === undefined) {
    return (
      <>
        {canLearn ? (
          <TouchButton
            icon={<IconHandFinger />}
            label={t('slots.learn')}
            testId="learn"
            opens="learn"
            onPress={() => {
              open('learn');
            }}
          >
            {null}
          </TouchButton>
        ) : null}
        <TouchButton
          icon={<IconPlus />}
          label={t('slots.add')}
          testId="add-slot"
          opens="newSlot"
          onPress={() => {
            open('newSlot');
          }}
        >
          {null}
        </TouchButton>
        <TouchButton icon={<IconSelectAll />} testId="pick-many" onPress={pick.none}>
          {t('slots.pickMany')}
        </TouchButton>
      </>
    );
  }
  return (
    <>
      <TouchButton icon={<IconX />} label={t('slots.pickEnd')} testId="pick-end" onPress={pick.end}>
        {null}
      </TouchButton>
      {count === 0 ? (
        <TouchButton icon={<IconChecks />} testId="pick-all" onPress={pick.all}>
          {t('slots.all')}
        </TouchButton>
      ) : (
        <TouchButton look="primary" icon={<IconHandClick />} testId="pick-do" onPress={pick.choose}>
          {t('slots.pickDo')}
        </TouchButton>
      )}
    </>
  );
}
