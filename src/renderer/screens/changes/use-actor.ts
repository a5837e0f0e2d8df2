import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { useTranslation } from 'react-i18next';

/** Who did something: a person by name, or what else changes a machine. */
export function useActor(): (by: string) => string {
  const { t } = useTranslation();
  return (by) => (by === COMMAND_LINE ? t('changes.commandLine') : by);
}
