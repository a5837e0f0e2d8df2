import { IconCheck, IconX } from '@tabler/icons-react';
import type { RefillCount, RefillLine, RefillTotals } from '#core/refill/refill.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { oldNew } from './old-new.ts';
import common from '../../theme/common.module.css';

interface SaveRefillProps {
  readonly totals: RefillTotals;
  readonly lines: readonly RefillLine[];
  readonly counts: readonly RefillCount[];
  /** Number of slots with an uncertain count, not counted yet. */
  readonly dueCount: number;
  /** Called when the refill is saved or discarded. */
  readonly onEnd: () => void;
}

/** Up to this many slots, the toast names each. */
const MAX_NAMED = 2;

/** Footer of the refill: the totals, and the button that saves. */
export function SaveRefill(props: SaveRefillProps): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  const { totals, lines, counts, dueCount } = props;
  const words = ({ added, missing, slots }: RefillTotals): string =>
    [
      t('refill.added', { count: added }),
      ...(missing === 0 ? [] : [t('refill.missing', { count: missing })]),
      t('refill.slots', { count: slots }),
    ].join(', ');
  const save = async (): Promise<void> => {
    const named = lines.map((line) => `${line.selection} ${oldNew(line.old, line.new)}`).join(', ');
    const done = await call('saveRefill', { counts });
    if (done === undefined) return;
    props.onEnd();
    const isFew = lines.length <= MAX_NAMED && done.slots === lines.length;
    sayDone(t('refill.saved', { what: isFew ? named : words(done) }), done.sequence);
  };
  return (
    <div className={common['foot']}>
      <p>
        <b data-testid="refill-sum">{words(totals)}</b>
        {dueCount === 0 ? null : (
          <StateMark role="attention" testId="refill-due">
            {t('refill.due', { count: dueCount })}
          </StateMark>
        )}
      </p>
      <TouchButton
        icon={<IconX />}
        label={t('refill.startAgain')}
        why={lines.length === 0 ? '' : undefined}
        testId="refill-drop"
        onPress={props.onEnd}
      >
        {null}
      </TouchButton>
      <TouchButton
        look="primary"
        icon={<IconCheck />}
        isBusy={isBusy}
        why={lines.length === 0 ? t('refill.nothing') : undefined}
        testId="refill-save"
        onPress={() => void save()}
      >
        {t('refill.save')}
      </TouchButton>
    </div>
  );
}
