import type { SettingsView } from '#contract/ipc/topics/settings.ts';
import type { SettingKey } from '#core/settings/settings.ts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone, useToast } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { useSettingWords } from './setting-words.ts';

export interface Settings {
  /** Undefined until main has answered. */
  readonly view: SettingsView | undefined;
  readonly isBusy: boolean;
  textOf(key: SettingKey): string;
  set(key: SettingKey, text: string): void;
}

/** The settings. A touch saves one; a toast shows old → new, with undo. */
export function useSettings(): Settings {
  const { t } = useTranslation();
  const words = useSettingWords();
  const { call, isBusy } = useCall();
  const [view, setView] = useState<SettingsView>();
  // The toast may have changed a setting, or undone one.
  const toastId = useToast((state) => state.toast?.id);
  useEffect(() => {
    let isGone = false;
    void call('getSettings', {}).then((answer) => {
      if (!isGone && answer !== undefined) setView(answer);
    });
    return () => {
      isGone = true;
    };
  }, [call, toastId]);
  const textOf = (key: SettingKey): string =>
    view?.settings.find((one) => one.key === key)?.text ?? '';
  return {
    view,
    isBusy,
    textOf,
    set: (key, text) => {
      const old = textOf(key);
      if (old === text) return;
      void call('setSettings', { settings: [{ key, text }] }).then((done) => {
        if (done === undefined) return;
        const values = {
          name: t(`settings.name.${key}`),
          old: words(key, old),
          new: words(key, text),
        };
        sayDone(t('settings.saved', values), done.sequence);
      });
    },
  };
}
