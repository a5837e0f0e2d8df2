import { useCallback, useState, type ReactElement } from 'react';
import { ChooseFile, type ChosenFile } from './ChooseFile.tsx';
import { ImportPreview } from './ImportPreview.tsx';

/** Product lists from and to a stick: choose a file, see what it would do, import it; or save one. */
export function Products(): ReactElement {
  const [file, setFile] = useState<ChosenFile>();
  const end = useCallback(() => {
    setFile(undefined);
  }, []);
  if (file === undefined) return <ChooseFile onChoose={setFile} />;
  return <ImportPreview file={file} onEnd={end} />;
}
