import type { TrafficEntry } from '#core/vend/traffic.ts';
import { IconPlayerPause, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Screen } from '../../frame/Screen.tsx';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useTrafficWords } from './use-traffic-words.ts';
import { TrafficArrow } from './TrafficArrow.tsx';
import styles from './diagnostics.module.css';

const KEPT = 200;
const READ_EVERY_MS = 1_000;

/** The newest lines, oldest first. A pause freezes the list; the lines that came meanwhile appear afterwards. */
function useTraffic(isHeld: boolean): readonly TrafficEntry[] | undefined {
  const { call } = useCall();
  const [lines, setLines] = useState<readonly TrafficEntry[]>();
  useEffect(() => {
    if (isHeld) return undefined;
    let isGone = false;
    let after: number | undefined;
    const read = async (): Promise<void> => {
      const newer = await call('readTraffic', { after, limit: KEPT }, { isQuiet: true });
      if (isGone || newer === undefined) return;
      const isFirst = after === undefined;
      after = newer.at(-1)?.id ?? after;
      setLines((shown) => [...(isFirst ? [] : (shown ?? [])), ...newer].slice(-KEPT));
    };
    void read();
    const timer = setInterval(() => void read(), READ_EVERY_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [call, isHeld]);
  return lines;
}

function TrafficLine({ line }: { readonly line: TrafficEntry }): ReactElement {
  const format = useFormat();
  const inWords = useTrafficWords();
  return (
    <li className={styles['traffic-line']} data-testid="traffic-line">
      <TrafficArrow direction={line.direction} />
      <time>{format.time(line.atMs, true)}</time>
      <b>{inWords(line.meaning)}</b>
      <code>{line.raw}</code>
    </li>
  );
}

/** Live traffic between the kiosk and the machine, raw and explained, newest first. */
export function Traffic(): ReactElement {
  const { t } = useTranslation();
  const [isHeld, setIsHeld] = useState(false);
  const lines = useTraffic(isHeld);
  return (
    <Screen
      title={t('diagnostics.traffic')}
      primary={
        <TouchButton
          icon={isHeld ? <IconPlayerPlay /> : <IconPlayerPause />}
          testId="traffic-hold"
          onPress={() => {
            setIsHeld(!isHeld);
          }}
        >
          {t(isHeld ? 'diagnostics.resume' : 'diagnostics.pause')}
        </TouchButton>
      }
    >
      {lines?.length === 0 ? (
        <EmptyState icon={<IconPlugConnected />} why={t('diagnostics.quiet')} />
      ) : (
        <ol className={styles['lines']}>
          {lines?.toReversed().map((line) => (
            <TrafficLine key={line.id} line={line} />
          ))}
        </ol>
      )}
    </Screen>
  );
}
