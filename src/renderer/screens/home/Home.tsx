import type { SetupHold } from '#core/setup/setup.ts';
import type { UpdateView } from '#core/update/update-view.ts';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { goTo } from '../../store/navigation.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { FaultLines } from '../health/FaultLines.tsx';
import common from '../../theme/common.module.css';
import styles from './home.module.css';
import { cx } from '../../theme/cx.ts';

/** Warns that the posted sheet is missing or out of date. */
function SheetLine({ sheet }: { readonly sheet: 'unprinted' | 'outdated' }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={cx(common['card'], styles['line'])} data-testid="home-sheet" data-state={sheet}>
      <StateMark role="attention">{t(`home.sheet.${sheet}`)}</StateMark>
      <TouchButton
        opens="sheet"
        testId="home-sheet-open"
        onPress={() => {
          goTo('sheet');
        }}
      >
        {t('frame.place.sheet')}
      </TouchButton>
    </div>
  );
}

/** Warns that the set-up is not finished. */
function SetupLine({ hold }: { readonly hold: SetupHold }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={cx(common['card'], styles['line'])} data-testid="home-setup" data-state={hold}>
      <StateMark role={hold === 'held' ? 'stopped' : 'attention'}>
        {t(`home.setup.${hold}`)}
      </StateMark>
      <TouchButton
        opens="setup"
        testId="home-setup-open"
        onPress={() => {
          goTo('setup');
        }}
      >
        {t('setup.title')}
      </TouchButton>
    </div>
  );
}

type UpdateNews = 'rolledBack' | 'refused' | 'waiting';

/** What a person should know of new versions: one that did not work first. One that comes by itself is no news. */
function newsOf({ rolledBack, refused, waiting }: UpdateView): UpdateNews | undefined {
  if (rolledBack !== undefined) return 'rolledBack';
  if (refused !== undefined && refused.why !== 'wrong-ring') return 'refused';
  const isForPerson = waiting?.why !== undefined && ['ask', 'off', 'no-room'].includes(waiting.why);
  return isForPerson ? 'waiting' : undefined;
}

/** Says that a version waits for a person, or was refused or given up. */
function UpdateLine({
  news,
  update,
}: {
  readonly news: UpdateNews;
  readonly update: UpdateView;
}): ReactElement {
  const { t } = useTranslation();
  const version = update[news]?.version ?? '';
  return (
    <div className={cx(common['card'], styles['line'])} data-testid="home-update" data-state={news}>
      <StateMark role="attention">{t(`home.update.${news}`, { version })}</StateMark>
      <TouchButton
        opens="support"
        testId="home-update-open"
        onPress={() => {
          goTo('support');
        }}
      >
        {t('update.title')}
      </TouchButton>
    </div>
  );
}

/** What needs doing on this machine, most urgent first. */
export function Home(): ReactElement {
  const { t } = useTranslation();
  const { stockNotes, machine, sheet, setUpHold, update } = useSnapshot();
  const news = newsOf(update);
  const isWhole = stockNotes.length === 0 && machine.faults.length === 0;
  const isFine = isWhole && sheet === 'current' && setUpHold === undefined && news === undefined;
  return (
    <Screen title={t('home.title')}>
      {isFine ? <EmptyState icon={<IconCircleCheck />} why={t('home.nothing')} /> : null}
      <div className={common['stack']}>
        <FaultLines
          faults={machine.faults}
          action={() => (
            <TouchButton
              opens="health"
              onPress={() => {
                goTo('health');
              }}
            >
              {t('frame.place.health')}
            </TouchButton>
          )}
        />
        {setUpHold === undefined ? null : <SetupLine hold={setUpHold} />}
        {news === undefined ? null : <UpdateLine news={news} update={update} />}
        {sheet === 'current' ? null : <SheetLine sheet={sheet} />}
        <ul className={styles['list']}>
          {stockNotes.map(({ selection, product, stock, note }) => (
            <li key={selection} className={common['card']}>
              <StateMark role={note === 'low' ? 'attention' : 'stopped'}>
                {t(`status.note.${note}`, { slot: selection, product, number: stock })}
              </StateMark>
            </li>
          ))}
        </ul>
      </div>
    </Screen>
  );
}
