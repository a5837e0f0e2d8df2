import type { CheckContext } from './check-context.ts';
import { judge, type Finding } from './finding.ts';

const config = judge('config');
const permissions = judge('config.permissions');
const ntp = judge('clock.ntp');
const alerts = judge('alerts');

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
    await checkNtp(context),
    checkAlerts(context),
  ];
}
