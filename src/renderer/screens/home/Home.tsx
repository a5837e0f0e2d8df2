import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';

/** What needs doing on this machine, the most pressing first. */
export function Home(): ReactElement {
  const { t } = useTranslation();
  const { stockNotes, machine } = useSnapshot();
  const isFine = stockNotes.length === 0 && machine.faults.length === 0;
  return (
    <Screen title={t('home.title')}>
      {isFine ? (
        <EmptyState icon={<IconCircleCheck />} why={t('home.nothing')} />
      ) : (
        <ul className="home-list">
          {stockNotes.map(({ selection, product, stock, note }) => (
            <li key={selection} className="card">
              <StateMark role={note === 'low' ? 'attention' : 'stopped'}>
                {t(`note.${note}`, { slot: selection, product, number: stock })}
              </StateMark>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}
