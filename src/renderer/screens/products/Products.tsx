import { useCallback, useState, type ReactElement } from 'react';
import { ChooseFile, type ChosenFile } from './ChooseFile.tsx';
import { ImportPreview } from './ImportPreview.tsx';

/** Imports a product list from a USB stick, with a preview, or exports one. */
export function Products(): ReactElement {
  const [file, setFile] = useState<ChosenFile>();
  const end = useCallback(() => {
    setFile(undefined);
  }, []);
  if (file === undefined) return <ChooseFile onChoose={setFile} />;
  return <ImportPreview file={file} onEnd={end} />;
}
