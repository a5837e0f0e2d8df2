import { IconFilterOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSaleSearch, widen } from '../../store/sale-search.ts';
import { useScreenSettings } from '../../store/screen-settings.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { useCall } from '../../touch/use-call.ts';
import { SaveToUsb } from '../usb/SaveToUsb.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { Filters } from './Filters.tsx';
import { SaleList } from './SaleList.tsx';

/** Too low for five filters, a title and a list. */
const SHORT_MM = 110;

/** Every sale of this machine, newest first, with filters. */
export function Sales(): ReactElement {
  const { t } = useTranslation();
  const filter = useSaleSearch((state) => state.filter);
  const isGloved = useScreenSettings((state) => state.isGloved);
  const { call } = useCall();
  const { heightMm } = usePanel();
  const isShort = heightMm < SHORT_MM;
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const showAll = (
    <TouchButton
      icon={<IconFilterOff />}
      label={t('sales.showAll')}
      why={isNarrowed ? undefined : ''}
      testId="show-all"
      onPress={widen}
    >
      {isShort ? null : t('sales.showAll')}
    </TouchButton>
  );
  const save = (
    <SaveToUsb
      label={t('sales.export')}
      isSmall={isShort}
      what={t('sales.exportWhat')}
      hasFormats
      testId="sales-export"
      save={async (stickId, format) => (await call('exportSales', { stickId, format }))?.name}
    />
  );
  const beside = (
    <>
      {showAll}
      {save}
    </>
  );
  const tools = (
    <>
      <Filters isShort={isShort} />
      {isShort ? beside : null}
    </>
  );
  return (
    <Screen title={t('sales.title')} tools={tools} primary={isShort ? undefined : beside}>
      <SaleList filter={filter} isGloved={isGloved} />
    </Screen>
  );
}
