import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { useTranslation } from 'react-i18next';

/** Names who made a change: a person, or a program. */
export function useActor(): (by: string) => string {
  const { t } = useTranslation();
  return (by) => (by === COMMAND_LINE ? t('changes.commandLine') : by);
}
