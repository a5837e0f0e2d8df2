import { dispenseStatus, checkWords } from '#contract/xy/status.ts';
import { climateOf, isDropSensorOn, MENU, motorFinding, selectionList } from '#contract/xy/menu.ts';
import type { BoardReport, ReportOf } from '#contract/xy/reports.ts';

const MENU_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(MENU).map(([name, type]) => [type, name]),
);

function menuWords({ type, parameters }: ReportOf<'menu'>): Readonly<Record<string, unknown>> {
  switch (type) {
    case MENU.selectionTest:
      return { motor: motorFinding(parameters) ?? 'not in the document' };
    case MENU.jams:
    case MENU.motorErrors:
      return { selections: selectionList(parameters) };
    case MENU.climate:
      return { ...climateOf(parameters) };
    case MENU.dropSensor:
      return { isOn: isDropSensorOn(parameters) };
    default:
      return { result: parameters[0] ?? 0 };
  }
}

/** Describes a board's report in words, with the meaning of its codes. */
export function describeReport(report: BoardReport): Readonly<Record<string, unknown>> {
  switch (report.kind) {
    case 'check':
      return { ...report, words: checkWords(report.status) };
    case 'dispense': {
      const { class: outcome, words } = dispenseStatus(report.status);
      return { ...report, outcome, words };
    }
    case 'menu': {
      const { kind, type } = report;
      return { kind, menu: MENU_NAMES.get(type) ?? type, ...menuWords(report) };
    }
    default:
      return report;
  }
}
