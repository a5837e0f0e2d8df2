import { SETUP_STEPS, type SetupStep as Step } from '#core/setup/setup.ts';
import type { ComponentType, ReactElement } from 'react';
import type { ScreenProps } from '../../store/screen-names.ts';
import { MaximumStep, ReportStep } from './LastSteps.tsx';
import { MachineStep } from './MachineStep.tsx';
import { NetworkStep } from './NetworkStep.tsx';
import { ProductsStep } from './ProductsStep.tsx';
import { VerifyQrStep, SheetStep } from './PostedSteps.tsx';
import { RelayStep } from './RelayStep.tsx';
import { TestSaleStep } from './TestSaleStep.tsx';
import { LanguageStep, PanelStep } from './ScreenSteps.tsx';

const STEPS: Readonly<Record<Step, ComponentType>> = {
  language: LanguageStep,
  panel: PanelStep,
  network: NetworkStep,
  machine: MachineStep,
  relay: RelayStep,
  products: ProductsStep,
  maximum: MaximumStep,
  sheet: SheetStep,
  proof: VerifyQrStep,
  testSale: TestSaleStep,
  report: ReportStep,
};

/** Shows the step `params.step`. */
export function SetupStep({ params }: ScreenProps): ReactElement {
  const step = SETUP_STEPS.find((one) => one === params['step']) ?? 'language';
  const Shown = STEPS[step];
  return <Shown />;
}
