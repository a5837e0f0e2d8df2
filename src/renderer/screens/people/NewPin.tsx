import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PinPad } from '../../touch/PinPad.tsx';

interface NewPinProps {
  /** Called when both entries match. @returns why it was refused */
  readonly onPin: (pin: string) => Promise<string | undefined>;
}

/** Asks for a new PIN twice. */
export function NewPin({ onPin }: NewPinProps): ReactElement {
  const { t } = useTranslation();
  const [first, setFirst] = useState<string>();
  const [says, setSays] = useState<string>();
  const take = (pin: string): void => {
    setSays(undefined);
    if (first === undefined) {
      setFirst(pin);
      return;
    }
    setFirst(undefined);
    if (pin === first) void onPin(pin).then(setSays);
    else setSays(t('people.pinsDiffer'));
  };
  return (
    <PinPad
      testId="new-pin"
      label={first === undefined ? t('people.choosePin') : t('people.repeatPin')}
      says={says}
      onPin={take}
    />
  );
}
