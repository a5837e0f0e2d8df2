import { IconSearch, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from './TextField.tsx';
import { TouchButton } from './TouchButton.tsx';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
  readonly testId?: string | undefined;
}

/** Words to look for, with one tap to forget them. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  testId,
}: SearchFieldProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="search">
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        maxLength={60}
        placeholder={placeholder}
        icon={<IconSearch />}
        testId={testId}
      />
      <TouchButton
        icon={<IconX />}
        label={t('touch.clear')}
        why={value === '' ? '' : undefined}
        onPress={() => {
          onChange('');
        }}
      >
        {null}
      </TouchButton>
    </div>
  );
}
