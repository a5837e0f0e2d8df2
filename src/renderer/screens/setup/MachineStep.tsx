import type { FoundLine, SetupMachine } from '#core/service/setup.ts';
import { IconPlugConnected, IconPlugConnectedX, IconSearch } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../touch/call.ts';
import { Choice } from '../../touch/Choice.tsx';
import { EmptyState } from '../../touch/marks.tsx';
import { TextField } from '../../touch/TextField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { GoOn, StepFrame } from './StepFrame.tsx';
import { openAfter, useSetup } from './use-setup.ts';

const MODES = ['authorise-first', 'always-idle'] as const;

interface LineProps {
  readonly line: FoundLine;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Line({ line, isChosen, onChoose }: LineProps): ReactElement {
  const { t } = useTranslation();
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
        {driver === undefined ? t('setup.unknownLine') : t(`setup.driver.${driver}`)}
      </TouchButton>
    </li>
  );
}

/** What hangs at the end of which adapter, found by listening. */
export function MachineStep(): ReactElement {
  const { t } = useTranslation();
  const setup = useSetup();
  const { call, isBusy } = useCall();
  const [lines, setLines] = useState<readonly FoundLine[]>();
  const [chosen, setChosen] = useState<FoundLine>();
  const [mode, setMode] = useState<SetupMachine['sessionMode']>();
  const known = setup?.machine;
  const driver = chosen?.driver ?? known?.driver;
  const path = chosen?.path ?? known?.path;
  const sessionMode = mode ?? known?.sessionMode ?? 'authorise-first';
  const look = (typed?: string): void => {
    void call('findMachines', { path: typed }).then((found) => {
      if (found === undefined) return;
      setLines(found);
      const answering = found.filter((line) => line.driver !== undefined);
      if (answering.length === 1) setChosen(answering[0]);
    });
  };
  const choose = (): void => {
    if (driver === undefined || path === undefined) return;
    void call('chooseMachine', { driver, path, sessionMode }).then((done) => {
      if (done !== undefined) openAfter('machine');
    });
  };
  return (
    <StepFrame
      step="machine"
      primary={
        <GoOn
          isBusy={isBusy}
          why={driver === undefined || path === undefined ? t('setup.lookFirst') : undefined}
          onPress={choose}
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
          look();
        }}
      >
        {t('setup.look')}
      </TouchButton>
      {lines?.length === 0 ? (
        <EmptyState icon={<IconPlugConnectedX />} why={t('setup.noLines')} />
      ) : null}
      <ul className="setup-list">
        {(lines ?? []).map((line) => (
          <Line
            key={line.path}
            line={line}
            isChosen={line.path === path}
            onChoose={() => {
              setChosen(line);
            }}
          />
        ))}
      </ul>
      {lines === undefined && known !== undefined ? (
        <p>{t('setup.chosen', { name: t(`setup.driver.${known.driver}`), path: known.path })}</p>
      ) : null}
      <Choice
        label={t('setup.mode')}
        value={sessionMode}
        testId="setup-mode"
        options={MODES.map((value) => ({
          value,
          label: t(`setup.mode.${value}`),
          note: t(`setup.modeNote.${value}`),
        }))}
        onChange={setMode}
      />
      <TextField
        label={t('setup.typedLine')}
        value={chosen?.path ?? ''}
        maxLength={200}
        isPlain
        placeholder={t('setup.typedLineNone')}
        testId="setup-line"
        onChange={(typed) => {
          if (typed !== '') look(typed);
        }}
      />
    </StepFrame>
  );
}
