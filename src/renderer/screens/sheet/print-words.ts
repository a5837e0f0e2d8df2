import type { PrintRecord } from '#core/sheet/print-history.ts';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../touch/marks.tsx';

const ROLES: Readonly<Record<PrintRecord['state'], Role>> = {
  waiting: 'selling',
  printing: 'selling',
  stopped: 'attention',
  done: 'ready',
  failed: 'stopped',
  cancelled: 'neutral',
  lost: 'attention',
  wrongSize: 'stopped',
};

interface PrintWords {
  readonly role: Role;
  readonly sentence: string;
}

/** Describes a print record in one sentence. */
export function usePrintWords(): (posted: PrintRecord) => PrintWords {
  const { t } = useTranslation();
  return ({ what, paper, way, target, state }) => {
    const named = t(`sheet.what.${what}`, { paper });
    return {
      role: ROLES[state],
      sentence:
        way === 'stick'
          ? t('sheet.savedAs', { what: named, file: target })
          : t(`sheet.job.${state}`, { what: named, printer: target }),
    };
  };
}
