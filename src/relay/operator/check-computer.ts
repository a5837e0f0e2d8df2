import { backupsIn } from '../runtime/backups.ts';
import type { CheckContext } from './check-context.ts';
import { judge, type Finding } from './finding.ts';

const config = judge('config');
const permissions = judge('config.permissions');
const ntp = judge('clock.ntp');
const backup = judge('backup');
const alerts = judge('alerts');

const HOUR_MS = 3_600_000;
/** One is made every night; one that failed is noticed on the day. */
const OLD_AFTER_HOURS = 36;

function checkPermissions(files: readonly string[]): Finding {
  return files.length === 0
    ? permissions('ok', 'Only their owner can read relay.json and the secrets.')
    : permissions(
        'warning',
        `Other users of this computer can read ${files.join(', ')}: run chmod 600 on it.`,
      );
}

async function checkNtp({ surroundings }: CheckContext): Promise<Finding> {
  const isSynchronized = await surroundings.isClockSynchronized();
  if (isSynchronized === undefined) {
    return ntp('unknown', 'This computer does not tell whether its clock follows a time server.');
  }
  return isSynchronized
    ? ntp('ok', 'The clock follows a time server.')
    : ntp('warning', 'The clock follows no time server: switch one on (timedatectl set-ntp true).');
}

/** Nothing where relay.json names no folder: backups are made elsewhere then. */
function checkBackup({ config: { backup: into }, clock }: CheckContext): readonly Finding[] {
  if (into === undefined) return [];
  const [newest] = backupsIn(into.folder);
  if (newest === undefined) {
    const sentence = `There is no backup in ${into.folder} yet: run relay -- backup, and see that something runs it every night.`;
    return [backup('warning', sentence)];
  }
  const hours = Math.floor((clock.nowMs() - newest.beganAtMs) / HOUR_MS);
  const sentence = `The newest backup in ${into.folder} is ${String(hours)} hours old`;
  if (hours < OLD_AFTER_HOURS) return [backup('ok', `${sentence}.`)];
  const advice = 'look why none was made (journalctl -u vendskap-relay-backup)';
  return [backup('warning', `${sentence}: ${advice}.`)];
}

function checkAlerts({ config: { alerts: channels } }: CheckContext): Finding {
  const names = [
    ...(channels.webhook === undefined ? [] : ['a webhook']),
    ...(channels.email === undefined ? [] : ['e-mail']),
  ];
  return names.length === 0
    ? alerts(
        'warning',
        'relay.json sets up no way to the operator (alerts): nobody hears when something must be done.',
      )
    : alerts(
        'ok',
        `The operator hears by ${names.join(' and ')}. Try it with relay -- alert test.`,
      );
}

/** What belongs to this computer and its files. */
export async function checkComputer(context: CheckContext): Promise<readonly Finding[]> {
  return [
    config('ok', 'relay.json is understood, and every secret that it names is there.'),
    checkPermissions(context.exposedFiles),
    context.database,
    ...checkBackup(context),
    await checkNtp(context),
    checkAlerts(context),
  ];
}
