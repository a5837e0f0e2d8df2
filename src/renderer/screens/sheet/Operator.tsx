import { operatorText, organisationNumber, LONGEST_OPERATOR_TEXT } from '#core/sheet/operator.ts';
import type { SettingKey } from '#core/settings/settings.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { TextField } from '../../touch/TextField.tsx';
import { useSettings } from '../settings/use-settings.ts';
import { useSheet } from './use-sheet.ts';
import common from '../../theme/common.module.css';

/** The operator's details that the law requires on the machine. */
export function Operator(): ReactElement {
  const { t } = useTranslation();
  const { service } = useSnapshot();
  const view = useSheet();
  const settings = useSettings();
  const why = service.session?.role === 'owner' ? undefined : t('sheet.ownersOnly');
  const { name = '', number = '', address = '', refundContact = '' } = view?.operator ?? {};
  const change = (key: SettingKey, old: string) => (text: string) => {
    if (text !== old) settings.set(key, text);
  };
  const tooLong = (text: string): string | undefined =>
    operatorText(text).ok ? undefined : t('touch.failed');
  return (
    <Screen title={t('sheet.operator')}>
      <div className={common['stack']}>
        <p className={common['quiet']}>{t('sheet.operatorNote')}</p>
        <TextField
          label={t('sheet.name')}
          value={name}
          maxLength={LONGEST_OPERATOR_TEXT}
          check={tooLong}
          why={why}
          testId="operator-name"
          onChange={change('operatorName', name)}
        />
        <TextField
          label={t('sheet.number')}
          value={number}
          maxLength={24}
          check={(text) => (organisationNumber(text).ok ? undefined : t('sheet.badNumber'))}
          why={why}
          testId="operator-number"
          onChange={change('operatorNumber', number)}
        />
        <TextField
          label={t('sheet.address')}
          value={address}
          maxLength={LONGEST_OPERATOR_TEXT}
          check={tooLong}
          why={why}
          testId="operator-address"
          onChange={change('operatorAddress', address)}
        />
        <TextField
          label={t('sheet.refund')}
          value={refundContact}
          maxLength={LONGEST_OPERATOR_TEXT}
          check={tooLong}
          note={t('sheet.refundNote')}
          why={why}
          testId="refund-contact"
          onChange={change('refundContact', refundContact)}
        />
      </div>
    </Screen>
  );
}
