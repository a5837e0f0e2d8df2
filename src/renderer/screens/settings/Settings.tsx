import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { SETTING_GROUPS, type SettingGroup } from '#core/settings/setting-row.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Choice } from '../../touch/Choice.tsx';
import { needsOf, settingsIn, type ShownKey } from './shown-settings.ts';
import { SettingRow } from './SettingRow.tsx';
import { useSettings } from './use-settings.ts';
import common from '../../theme/common.module.css';

function isAvailable(key: ShownKey, { machine }: KioskSnapshot, hasBacklight: boolean): boolean {
  const needs = needsOf(key);
  if (needs === 'backlight') return hasBacklight;
  return needs === undefined || machine.capabilities[needs];
}

/** The machine's settings, in groups. */
export function Settings(): ReactElement {
  const { t } = useTranslation();
  const snapshot = useSnapshot();
  const settings = useSettings();
  const [group, setGroup] = useState<SettingGroup>('screen');
  const { view } = settings;
  const isOwner = snapshot.service.session?.role === 'owner';
  const whyNot = (key: ShownKey): string | undefined => {
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
          options={SETTING_GROUPS.map((value) => ({ value, label: t(`settings.group.${value}`) }))}
          onChange={setGroup}
        />
      }
    >
      <ul className={common['list']}>
        {settingsIn(group)
          .filter((key) => isAvailable(key, snapshot, view?.hasBacklight === true))
          .map((key) => (
            <SettingRow
              key={key}
              settingKey={key}
              text={settings.textOf(key)}
              why={whyNot(key)}
              onSet={(text) => {
                settings.set(key, text);
              }}
            />
          ))}
      </ul>
    </Screen>
  );
}
