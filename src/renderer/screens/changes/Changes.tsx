import type { AuditEntry } from '#core/changes/audit-log.ts';
import { IconHistory, IconShieldCheck, IconUsb } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { sayDone, sayRefused, useToast } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useUsbStick } from '../usb/use-usb-stick.ts';
import { Entry } from './Entry.tsx';
import common from '../../theme/common.module.css';
import styles from './changes.module.css';
import { cx } from '../../theme/cx.ts';

const PAGE = 20;

/** The newest pages of the audit log, read again after each toast. */
function useLog(): {
  readonly entries: readonly AuditEntry[];
  readonly hasMore: boolean;
  readonly more: () => void;
} {
  const { call } = useCall();
  const toastId = useToast((state) => state.toast?.id);
  const [limit, setLimit] = useState(PAGE);
  const [entries, setEntries] = useState<readonly AuditEntry[]>([]);
  useEffect(() => {
    let isGone = false;
    const read = async (): Promise<void> => {
      const found: AuditEntry[] = [];
      while (found.length < limit) {
        const page = await call('listChanges', { before: found.at(-1)?.sequence, limit: PAGE });
        found.push(...(page ?? []));
        if (page === undefined || page.length < PAGE) break;
      }
      if (!isGone) setEntries(found);
    };
    void read();
    return () => {
      isGone = true;
    };
  }, [call, limit, toastId]);
  const more = useCallback(() => {
    setLimit((count) => count + PAGE);
  }, []);
  return { entries, hasMore: entries.length >= limit, more };
}

/** Verifies the hash chain and shows the result. */
function Verify(): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  return (
    <TouchButton
      icon={<IconShieldCheck />}
      isBusy={isBusy}
      testId="changes-verify"
      onPress={() => {
        void call('verifyChanges', {}).then((verdict) => {
          if (verdict === undefined) return;
          if (verdict.isWhole) sayDone(t('changes.whole', { count: verdict.entries }));
          else sayRefused(t('changes.broken', { number: verdict.brokenAt }));
        });
      }}
    >
      {t('changes.verify')}
    </TouchButton>
  );
}

/** Exports the whole log to the first writable stick. */
function Export(): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  const findStick = useUsbStick();
  const save = async (): Promise<void> => {
    const stick = await findStick();
    if (stick === undefined) return;
    const done = await call('exportChanges', { stickId: stick.id, format: 'csv' });
    if (done !== undefined) sayDone(t('changes.saved', { file: done.name, stick: stick.name }));
  };
  return (
    <TouchButton
      icon={<IconUsb />}
      isBusy={isBusy}
      testId="changes-export"
      onPress={() => void save()}
    >
      {t('changes.export')}
    </TouchButton>
  );
}

/** The audit log: everything that people changed on this machine, newest first. */
export function Changes(): ReactElement {
  const { t } = useTranslation();
  const { entries, hasMore, more } = useLog();
  return (
    <Screen title={t('changes.title')}>
      <div className={cx(common['keys'], styles['keys'])}>
        <Verify />
        <Export />
      </div>
      {entries.length === 0 ? (
        <EmptyState icon={<IconHistory />} why={t('changes.empty')} />
      ) : (
        <ul className={common['list']}>
          {entries.map((entry) => (
            <Entry key={entry.sequence} entry={entry} />
          ))}
        </ul>
      )}
      {hasMore ? (
        <TouchButton isWide testId="changes-more" onPress={more}>
          {t('changes.older')}
        </TouchButton>
      ) : null}
    </Screen>
  );
}
