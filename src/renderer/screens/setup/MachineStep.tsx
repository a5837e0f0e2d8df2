import type { FoundLine, SetupMachine } from '#core/setup/setup.ts';
import { IconPlugConnected, IconPlugConnectedX, IconSearch } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isTextKey } from '../../locales/keys.ts';
import { useCall } from '../../touch/use-call.ts';
import { Choice } from '../../touch/Choice.tsx';
import { EmptyState } from '../../touch/marks.tsx';
import { TextField } from '../../touch/TextField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { NextButton, StepFrame } from './StepFrame.tsx';
import { openAfter, useSetup } from './use-setup.ts';
import styles from './setup.module.css';

const MODES = ['authorise-first', 'always-idle'] as const;

/** A driver's name in the language of the screen; its id where there is no text. */
function useDriverWords(): (driver: string) => string {
  const { t } = useTranslation();
  return (driver) => {
    const key = `setup.driver.${driver}`;
    return isTextKey(key) ? t(key) : driver;
  };
}

interface LineProps {
  readonly line: FoundLine;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Line({ line, isChosen, onChoose }: LineProps): ReactElement {
  const { t } = useTranslation();
  const driverWords = useDriverWords();
  const { path, driver, detail } = line;
  const name = path.split('/').at(-1) ?? path;
  return (
    <li>
      <TouchButton
        isWide
        icon={driver === undefined ? <IconPlugConnectedX /> : <IconPlugConnected />}
        isPressed={isChosen}
        why={driver === undefined ? `${t('setup.silent')} ${name}` : undefined}
        note={`${name} · ${detail}`}
        testId={`line-${driver ?? 'silent'}`}
        onPress={onChoose}
      >
        {driver === undefined ? t('setup.unknownLine') : driverWords(driver)}
      </TouchButton>
    </li>
  );
}

interface MachineChoice {
  readonly isBusy: boolean;
  /** Undefined: not searched yet. */
  readonly lines: readonly FoundLine[] | undefined;
  readonly driver: string | undefined;
  readonly path: string | undefined;
  readonly sessionMode: SetupMachine['sessionMode'];
  readonly setMode: (mode: SetupMachine['sessionMode']) => void;
  readonly setChosen: (line: FoundLine) => void;
  readonly look: (typed?: string) => void;
  readonly take: () => void;
}

/** The found adapters and the choice; at first, what the machine already uses. */
function useMachineChoice(): MachineChoice {
  const known = useSetup()?.machine;
  const { call, isBusy } = useCall();
  const [lines, setLines] = useState<readonly FoundLine[]>();
  const [chosen, setChosen] = useState<FoundLine>();
  const [mode, setMode] = useState<SetupMachine['sessionMode']>();
  const { driver, path } = chosen ?? known ?? { driver: undefined, path: undefined };
  const sessionMode = mode ?? known?.sessionMode ?? 'authorise-first';
  const look = (typed?: string): void => {
    void call('findMachines', { path: typed }).then((found) => {
      if (found === undefined) return;
      setLines(found);
      const answering = found.filter((line) => line.driver !== undefined);
      if (answering.length === 1) setChosen(answering[0]);
    });
  };
  const take = (): void => {
    if (driver === undefined) return;
    void call('chooseMachine', { driver, path, sessionMode }).then((done) => {
      if (done !== undefined) openAfter('machine');
    });
  };
  return { isBusy, lines, driver, path, sessionMode, setMode, setChosen, look, take };
}

/** Each adapter and the device that answers on it; before a search, the current choice. */
function Lines({ choice }: { readonly choice: MachineChoice }): ReactElement | null {
  const { t } = useTranslation();
  const driverWords = useDriverWords();
  const { lines, driver, path } = choice;
  if (lines?.length === 0) {
    return <EmptyState icon={<IconPlugConnectedX />} why={t('setup.noLines')} />;
  }
  if (lines !== undefined) {
    return (
      <ul className={styles['list']}>
        {lines.map((line) => (
          <Line
            key={line.path}
            line={line}
            isChosen={line.path === path}
            onChoose={() => {
              choice.setChosen(line);
            }}
          />
        ))}
      </ul>
    );
  }
  if (driver === undefined || path === undefined) return null;
  return <p>{t('setup.chosen', { name: driverWords(driver), path })}</p>;
}

/** Set-up step: finds the machine by listening on each adapter. */
export function MachineStep(): ReactElement {
  const { t } = useTranslation();
  const choice = useMachineChoice();
  const { isBusy, path } = choice;
  return (
    <StepFrame
      step="machine"
      primary={
        <NextButton
          isBusy={isBusy}
          why={path === undefined ? t('setup.lookFirst') : undefined}
          onPress={choice.take}
        />
      }
    >
      <TouchButton
        isWide
        icon={<IconSearch />}
        isBusy={isBusy}
        note={t('setup.lookNote')}
        testId="setup-look"
        onPress={() => {
          choice.look();
        }}
      >
        {t('setup.look')}
      </TouchButton>
      <Lines choice={choice} />
      <Choice
        label={t('setup.mode')}
        value={choice.sessionMode}
        testId="setup-mode"
        options={MODES.map((value) => ({
          value,
          label: t(`setup.mode.${value}`),
          note: t(`setup.modeNote.${value}`),
        }))}
        onChange={choice.setMode}
      />
      <TextField
        label={t('setup.typedLine')}
        value={path ?? ''}
        maxLength={200}
        isPlain
        placeholder={t('setup.typedLineNone')}
        testId="setup-line"
        onChange={(typed) => {
          if (typed !== '') choice.look(typed);
        }}
      />
    </StepFrame>
  );
}
