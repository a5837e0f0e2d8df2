import { IconFilterOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useScreenSettings } from '../../store/screen-settings.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { Filters } from './Filters.tsx';
import { SaleList } from './SaleList.tsx';
import { useSaleSearch, widen } from './sale-search.ts';
import './sales.css';

/** Every sale of this machine, newest first, and what one is looked for by. */
export function Sales(): ReactElement {
  const { t } = useTranslation();
  const filter = useSaleSearch((state) => state.filter);
  const isGloved = useScreenSettings((state) => state.isGloved);
  const isNarrow = Object.values(filter).some((value) => value !== undefined);
  return (
    <Screen
      title={t('sales.title')}
      tools={<Filters />}
      primary={
        <TouchButton
          icon={<IconFilterOff />}
          why={isNarrow ? undefined : ''}
          testId="show-all"
          onPress={widen}
        >
          {t('sales.showAll')}
        </TouchButton>
      }
    >
      <SaleList filter={filter} isGloved={isGloved} />
    </Screen>
  );
}
