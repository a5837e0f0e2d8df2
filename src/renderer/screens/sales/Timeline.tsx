import type { AnswerNote, DeviceNote } from '#core/sales/sale-note.ts';
import type { TimelineStep } from '#core/sales/timeline.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '../changes/use-actor.ts';
import { useFormat } from '../../format.ts';
import { isTextKey } from '../../locales/keys.ts';
import { useTrafficWords } from '../diagnostics/use-traffic-words.ts';
import { TrafficArrow } from '../diagnostics/TrafficArrow.tsx';
import common from '../../theme/common.module.css';
import styles from './sales.module.css';

interface TimelineProps {
  readonly steps: readonly TimelineStep[];
  readonly currency: string;
}

const MINUTE_MS = 60_000;

/** A detail in words if there are any; otherwise as it is: Vipps' error, a reason. */
function Detail({ detail }: { readonly detail: string }): ReactElement {
  const { t } = useTranslation();
  const key = `sales.sale.detail.${detail}`;
  return <small>{isTextKey(key) ? t(key) : detail}</small>;
}

/** A line of the device protocol, raw and explained. */
function DeviceLine({ note }: { readonly note: DeviceNote }): ReactElement {
  const inWords = useTrafficWords();
  return (
    <small className={styles['step-note']} data-testid="step-line">
      <TrafficArrow direction={note.direction} />
      <span>
        {inWords(note.meaning)} <code>{note.raw}</code>
      </span>
    </small>
  );
}

function Answer({ note }: { readonly note: AnswerNote }): ReactElement {
  const { t } = useTranslation();
  const { call, status, code = '', traceId, pspReference } = note;
  const told =
    status === undefined ? t('sales.sale.noAnswer', { code }) : `${String(status)} ${code}`.trim();
  return (
    <small className={styles['step-note']} data-testid={`answer-${call}`}>
      <b>{t('sales.sale.vipps')}</b>
      <span>
        {t(`sales.sale.call.${call}`)}: {told}
        {traceId === undefined ? null : (
          <>
            {' · '}
            {t('sales.sale.traceId')} <code>{traceId}</code>
          </>
        )}
        {pspReference === undefined ? null : (
          <>
            {' · '}
            {t('sales.sale.pspReference')} <code>{pspReference}</code>
          </>
        )}
      </span>
    </small>
  );
}

/** What happened and when, with the time each step took. */
export function Timeline({ steps, currency }: TimelineProps): ReactElement {
  const { t } = useTranslation();
  const actor = useActor();
  const format = useFormat();
  const gap = (ms: number): string =>
    ms < MINUTE_MS
      ? t('sales.sale.afterSeconds', { seconds: format.number(ms / 1_000, 1) })
      : t('sales.sale.afterMinutes', { minutes: format.number(ms / MINUTE_MS, 1) });
  return (
    <ol className={styles['timeline']} data-testid="timeline">
      {steps.map(
        ({ kind, atMs, gapMs, amountMinor, slot, product, detail, by, ...notes }, index) => (
          <li key={`${String(index)} ${kind}`} data-testid={`step-${kind}`}>
            <time>
              {format.time(atMs, true)}
              <small>{index === 0 ? '' : gap(gapMs)}</small>
            </time>
            <span className={common['words']} data-part="words">
              <span>
                {t(`sales.sale.step.${kind}`, {
                  amount: amountMinor === undefined ? '' : format.money(amountMinor, currency),
                  slot: slot ?? '',
                  product: product ?? '',
                  by: by === undefined ? '' : actor(by),
                })}
              </span>
              {detail === undefined ? null : <Detail detail={detail} />}
              {notes.device.map((note, at) => (
                <DeviceLine key={`${String(at)} ${note.raw}`} note={note} />
              ))}
              {notes.answers.map((note, at) => (
                <Answer key={`${String(at)} ${note.call}`} note={note} />
              ))}
            </span>
          </li>
        ),
      )}
    </ol>
  );
}
