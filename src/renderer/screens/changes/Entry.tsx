import { type AuditEntry } from '#core/changes/audit-log.ts';
import { needsOwner } from '#core/people/permissions.ts';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from './use-actor.ts';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { usePatchWords } from './change-words.ts';
import common from '../../theme/common.module.css';
import styles from './changes.module.css';
import { cx } from '../../theme/cx.ts';

const SHOWN_AT_FIRST = 3;

function useWhyNot(entry: AuditEntry): string | undefined {
  const { t } = useTranslation();
  const { service } = useSnapshot();
  if (entry.undoneBy !== undefined) return t('changes.takenBack', { number: entry.undoneBy });
  const isOwner = service.session?.role === 'owner';
  return needsOwner(entry.patches) && !isOwner ? t('changes.ownerOnly') : undefined;
}

/** One entry of the log: who, when, old and new value. */
export function Entry({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const actor = useActor();
  const words = usePatchWords();
  const why = useWhyNot(entry);
  const { call, isBusy } = useCall();
  const [isWhole, setIsWhole] = useState(false);
  const { sequence, kind, by, atMs, patches, detail, undoes } = entry;
  const shown = isWhole ? patches : patches.slice(0, SHOWN_AT_FIRST);
  const left = patches.length - shown.length;
  const isForPeople = patches.some(({ subject }) => subject === 'person');
  const undo = (): void => {
    void call('undoChange', { sequence }).then((done) => {
      if (done !== undefined) sayDone(t('changes.undone', { number: sequence }), done.sequence);
    });
  };
  return (
    <li
      className={cx(common['card'], styles['entry'])}
      data-part="log-entry"
      data-testid={`change-${String(sequence)}`}
    >
      <div>
        <p>
          <b>{t(`changes.kind.${kind}`)}</b>
          {undoes === undefined ? '' : ` ${t('changes.number', { number: undoes })}`}
          {detail === undefined || isForPeople ? '' : ` · ${detail}`}
        </p>
        <p className={common['quiet']}>
          {actor(by)} · {format.dateTime(atMs)} · {t('changes.number', { number: sequence })}
        </p>
        <ul>
          {shown.map((patch) => {
            const { label, old, new: next } = words(patch, detail);
            return (
              <li key={`${patch.subject} ${patch.id} ${patch.field}`}>
                {label}: {old} → <b>{next}</b>
              </li>
            );
          })}
        </ul>
        {left > 0 ? (
          <TouchButton
            look="quiet"
            testId={`change-${String(sequence)}-all`}
            onPress={() => {
              setIsWhole(true);
            }}
          >
            {t('changes.more', { count: left })}
          </TouchButton>
        ) : null}
      </div>
      {patches.length === 0 ? null : (
        <TouchButton
          icon={<IconArrowBackUp />}
          why={why}
          isBusy={isBusy}
          testId={`change-${String(sequence)}-undo`}
          onPress={undo}
        >
          {t('touch.undo')}
        </TouchButton>
      )}
    </li>
  );
}
