import { IconCheck, IconFileDownload, IconFiles } from '@tabler/icons-react';
import type { ImportPreview } from '#contract/ipc/topics/products.ts';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import type { ChosenFile } from './ChooseFile.tsx';
import { FileFaults } from './FileFaults.tsx';
import { ImportRows, useImportSum } from './ImportRows.tsx';
import common from '../../theme/common.module.css';

interface ImportPreviewProps {
  readonly file: ChosenFile;
  /** Returns to the list of files. */
  readonly onEnd: () => void;
}

type FaultlessPreview = Extract<ImportPreview, { isFine: true }>;

/** Main's preview of the file; undefined while it is read. */
function usePreview({ file, onEnd }: ImportPreviewProps): ImportPreview | undefined {
  const { call } = useCall();
  const [preview, setPreview] = useState<ImportPreview>();
  const { stickId, name } = file;
  useEffect(() => {
    let isGone = false;
    void call('previewImport', { stickId, name }).then((found) => {
      if (isGone) return;
      if (found === undefined) onEnd();
      else setPreview(found);
    });
    return () => {
      isGone = true;
    };
  }, [call, stickId, name, onEnd]);
  return preview;
}

/** Previews an import, old → new, with one button to confirm it; or lists the faults of the file. */
export function ImportPreview(props: ImportPreviewProps): ReactElement {
  const { t } = useTranslation();
  const preview = usePreview(props);
  const { file, onEnd } = props;
  return (
    <Screen
      title={t('products.title')}
      primary={
        <TouchButton icon={<IconFiles />} testId="other-file" onPress={onEnd}>
          {t('products.otherFile')}
        </TouchButton>
      }
      footer={preview?.isFine === true ? <ImportFooter {...props} preview={preview} /> : undefined}
    >
      <h2>{file.name}</h2>
      {preview === undefined ? <p>{t('products.reading')}</p> : null}
      {preview?.isFine === false ? <FileFaults {...preview} /> : null}
      {preview?.isFine === true ? <ImportChanges preview={preview} /> : null}
    </Screen>
  );
}

/** Changes slot by slot, and selections that are easily confused. */
function ImportChanges({ preview }: { readonly preview: FaultlessPreview }): ReactElement {
  const { t } = useTranslation();
  const { rows, sameCount, lookAlikes } = preview;
  return (
    <>
      {lookAlikes.map(({ one, other }) => (
        <StateMark key={other} role="attention" testId="look-alike">
          {t('products.lookAlike', { one, other })}
        </StateMark>
      ))}
      {rows.length > 0 ? null : (
        <EmptyState icon={<IconCheck />} why={t('products.same', { count: sameCount })} />
      )}
      <ImportRows rows={rows} />
    </>
  );
}

/** Footer: the total, and the button that imports. */
function ImportFooter({
  file,
  preview,
  onEnd,
}: ImportPreviewProps & { readonly preview: FaultlessPreview }): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  const sum = useImportSum(preview.rows);
  const isPriced = preview.rows.some(({ fields }) =>
    fields.some(({ field }) => field === 'priceMinor'),
  );
  const importFile = async (): Promise<void> => {
    const { fingerprint } = preview;
    const done = await call('importProducts', { ...file, fingerprint });
    onEnd();
    if (done !== undefined) sayDone(t('products.imported', { what: sum }), done.sequence);
  };
  return (
    <div className={common['foot']}>
      <p>
        <b data-testid="import-sum">{sum}</b>
        {isPriced ? <span>{t('products.reprint')}</span> : null}
      </p>
      <TouchButton
        look="primary"
        icon={<IconFileDownload />}
        isBusy={isBusy}
        why={preview.rows.length === 0 ? t('products.nothing') : undefined}
        testId="import"
        onPress={() => void importFile()}
      >
        {t('products.import')}
      </TouchButton>
    </div>
  );
}
