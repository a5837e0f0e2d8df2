import type { SheetView } from '#contract/ipc/topics/sheet.ts';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import { PAPERS } from '#core/sheet/paper.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES } from '../../frame/language-names.ts';
import { Choice } from '../../touch/Choice.tsx';
import { useSettings } from '../settings/use-settings.ts';

/** Paper size and languages. */
export function SheetOptions({ view }: { readonly view: SheetView }): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  const [first, second] = view.languages;
  const setLanguages = (one: Language | undefined, other: Language | undefined): void => {
    const wanted = [one, other].filter((language) => language !== undefined);
    settings.set('sheetLanguages', [...new Set(wanted)].join(','));
  };
  const names = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  return (
    <>
      <Choice
        label={t('sheet.paper')}
        testId="paper"
        value={view.paper}
        options={PAPERS.map((value) =>
          value === 'label'
            ? { value, label: t('sheet.label'), note: t('sheet.labelNote') }
            : { value, label: value },
        )}
        onChange={(paper) => {
          settings.set('sheetPaper', paper);
        }}
      />
      <Choice
        label={t('sheet.first')}
        testId="first-language"
        value={first}
        options={names}
        onChange={(language) => {
          setLanguages(language, second);
        }}
      />
      <Choice
        label={t('sheet.second')}
        testId="second-language"
        value={second ?? 'none'}
        options={[
          { value: 'none', label: t('sheet.none') },
          ...names.filter(({ value }) => value !== first),
        ]}
        onChange={(language) => {
          setLanguages(first, language === 'none' ? undefined : language);
        }}
      />
    </>
  );
}
