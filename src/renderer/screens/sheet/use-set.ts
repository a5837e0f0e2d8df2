import type { SettingKey } from '#core/settings.ts';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/call.ts';

/** Sets one setting; says so with an undo. */
export function useSet(onDone: () => void): (key: SettingKey, text: string) => void {
  const { t } = useTranslation();
  const { call } = useCall();
  return (key, text) => {
    void call('setSettings', { settings: [{ key, text }] }).then((done) => {
      if (done === undefined) return;
      if (done.sequence !== undefined) sayDone(t('sheet.changed'), done.sequence);
      onDone();
    });
  };
}
