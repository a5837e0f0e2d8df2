import { PERSON_ROLES, type PersonRole } from '#core/people/person.ts';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES } from '../../frame/language-names.ts';
import { Choice } from '../../touch/Choice.tsx';
import { TextField } from '../../touch/TextField.tsx';

export interface PersonDraft {
  readonly name: string;
  readonly role: PersonRole;
  readonly language: Language;
}

interface FieldsProps {
  readonly person: PersonDraft;
  readonly onChange: (change: Partial<PersonDraft>) => void;
}

const LONGEST_NAME = 40;

/** Name, role and language, with what each role may do. */
export function PersonFields({ person, onChange }: FieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('people.name')}
        value={person.name}
        maxLength={LONGEST_NAME}
        placeholder={t('people.namePlaceholder')}
        check={(text) => (text === '' ? t('people.nameEmpty') : undefined)}
        testId="person-name"
        onChange={(name) => {
          onChange({ name });
        }}
      />
      <Choice
        label={t('people.role')}
        value={person.role}
        testId="person-role"
        options={PERSON_ROLES.map((value) => ({
          value,
          label: t(`people.role.${value}`),
          note: t(`people.may.${value}`),
        }))}
        onChange={(role) => {
          onChange({ role });
        }}
      />
      <Choice
        label={t('people.language')}
        value={person.language}
        testId="person-language"
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(language) => {
          onChange({ language });
        }}
      />
    </>
  );
}
