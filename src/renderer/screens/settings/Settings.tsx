import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Choice } from '../../touch/Choice.tsx';
import { GROUPS, SHOWN, type Group, type ShownSetting } from './setting-controls.ts';
import { SettingRow } from './SettingRow.tsx';
import { useSettings } from './use-settings.ts';
import common from '../../theme/common.module.css';

function isThere(
  { needs }: ShownSetting,
  { machine }: KioskSnapshot,
  hasBacklight: boolean,
): boolean {
  if (needs === 'backlight') return hasBacklight;
  return needs === undefined || machine.capabilities[needs];
}

/** The machine's settings, by what they are about. */
export function Settings(): ReactElement {
  const { t } = useTranslation();
  const snapshot = useSnapshot();
  const settings = useSettings();
  const [group, setGroup] = useState<Group>('screen');
  const { view } = settings;
  const isOwner = snapshot.service.session?.role === 'owner';
  const whyNot = ({ key }: ShownSetting): string | undefined => {
    const isOwners = view?.settings.find((one) => one.key === key)?.isOwners === true;
    return isOwners && !isOwner ? t('settings.ownerOnly') : undefined;
  };
  return (
    <Screen
      title={t('settings.title')}
      tools={
        <Choice
          label={t('settings.title')}
          isLabelHidden
          value={group}
          testId="settings"
          options={GROUPS.map((value) => ({ value, label: t(`settings.group.${value}`) }))}
          onChange={setGroup}
        />
      }
    >
      <ul className={common['list']}>
        {SHOWN[group]
          .filter((setting) => isThere(setting, snapshot, view?.hasBacklight === true))
          .map((setting) => (
            <SettingRow
              key={setting.key}
              setting={setting}
              text={settings.textOf(setting.key)}
              why={whyNot(setting)}
              onSet={(text) => {
                settings.set(setting.key, text);
              }}
            />
          ))}
      </ul>
    </Screen>
  );
}
