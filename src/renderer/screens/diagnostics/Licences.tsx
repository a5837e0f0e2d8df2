import { IconLicense } from '@tabler/icons-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { usePolledAnswer } from '../../touch/use-polled-answer.ts';
import common from '../../theme/common.module.css';
import styles from './diagnostics.module.css';

const NOTHING = {};
/** Licences change only with the program. */
const READ_EVERY_MS = 3_600_000;

interface LicensedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

const keyOf = ({ name, version }: LicensedPackage): string => `${name} ${version}`;

/** The full text of one licence. */
function Words({ of }: { readonly of: LicensedPackage }): ReactElement {
  const input = useMemo(() => ({ name: of.name, version: of.version }), [of.name, of.version]);
  const notice = usePolledAnswer('readNotice', input, READ_EVERY_MS);
  return (
    <p className={styles['licence-text']} lang="en" data-testid="licence-text">
      {notice?.text}
    </p>
  );
}

/** Third-party software in the program; a tap shows or hides a licence. */
export function Licences(): ReactElement {
  const { t } = useTranslation();
  const notices = usePolledAnswer('listNotices', NOTHING, READ_EVERY_MS);
  const [opened, setOpened] = useState<string>();
  return (
    <Screen title={t('diagnostics.licences')}>
      <div className={common['stack']}>
        <p>{t('diagnostics.licencesWhy')}</p>
        {notices?.length === 0 ? (
          <EmptyState icon={<IconLicense />} why={t('diagnostics.licencesNone')} />
        ) : (
          <ul className={styles['lines']} data-testid="licences">
            {notices?.map((notice) => {
              const key = keyOf(notice);
              const isOpen = key === opened;
              return (
                <li key={key}>
                  <TouchButton
                    isWide
                    isPressed={isOpen}
                    note={notice.licence}
                    testId={`licence-${notice.name}`}
                    onPress={() => {
                      setOpened(isOpen ? undefined : key);
                    }}
                  >
                    {key}
                  </TouchButton>
                  {isOpen ? <Words of={notice} /> : null}
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Screen>
  );
}
