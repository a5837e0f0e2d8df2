import {
  checkSetting,
  DEFAULT_SETTINGS,
  isSettingKey,
  settingText,
  settingsFrom,
  termsOf,
} from '#core/settings/settings.ts';
import { remainingMs } from '#core/sale/remaining-time.ts';
import { settlementPauseMs } from '#core/time/deadlines.ts';
import { describe, expect, it } from 'vitest';

describe('settings', () => {
  it.each([
    ['maxAmount', 'auto'],
    ['maxAmount', '5000'],
    ['approvalDeadlineSeconds', '3'],
    ['selectionDeadlineSeconds', '600'],
    ['vendDeadlineSeconds', '300'],
    ['checkInFreshnessSeconds', '5'],
    ['onUnknownOutcome', 'review'],
    ['latchAfterFailures', '0'],
    ['foodMaxCelsius', 'off'],
    ['foodMaxCelsius', '-18'],
    ['foodGraceMinutes', '45'],
    ['foodSelections', 'all'],
    ['foodSelections', 'A1, B2'],
    ['autoLogOutSeconds', '30'],
    ['doorSecondFactor', 'on'],
    ['changeLogDays', '30'],
    ['language', 'fi'],
    ['theme', 'auto'],
    ['gloveMode', 'off'],
    ['panel', 'auto'],
    ['panel', '10.1in'],
    ['panel', '5.90'],
    ['sound', 'on'],
    ['brightness', 'auto'],
    ['brightness', '10'],
    ['brightness', '100'],
    ['quietHours', 'off'],
    ['updates', 'ask'],
    ['noUpdateHours', '08-20'],
    ['updateSpeedLimit', 'off'],
    ['updateSpeedLimit', '64'],
    ['quietHours', '22-06'],
    ['operatorName', 'Ås Automat AS'],
    ['operatorNumber', '974760673'],
    ['operatorAddress', ''],
    ['refundContact', '22 33 44 55'],
    ['sheetLanguages', 'nb,en'],
    ['sheetPaper', 'label'],
  ] as const)('%s takes %s', (key, text) => {
    expect(checkSetting(key, text).ok).toBe(true);
  });

  it.each([
    ['foodSelections', 'A1, B2', 'A1,B2'],
    ['operatorName', ' Ås\nAutomat\u0000 AS', 'Ås Automat AS'],
    ['operatorNumber', '974760673', '974 760 673'],
    ['panel', '5.90', '5.9'],
    ['gloveMode', 'on', 'on'],
  ] as const)('%s keeps %j as %j', (key, text, kept) => {
    expect(checkSetting(key, text)).toEqual({ ok: true, value: kept });
  });

  it.each([
    ['maxAmount', '0'],
    ['maxAmount', '50.00'],
    ['approvalDeadlineSeconds', '2'],
    ['selectionDeadlineSeconds', '601'],
    ['vendDeadlineSeconds', '301'],
    ['checkInFreshnessSeconds', '4'],
    ['checkInFreshnessSeconds', 'soon'],
    ['onUnknownOutcome', 'keep'],
    ['latchAfterFailures', 'twice'],
    ['foodMaxCelsius', 'cold'],
    ['foodMaxCelsius', '31'],
    ['foodGraceMinutes', '0'],
    ['foodGraceMinutes', '721'],
    ['foodGraceMinutes', 'long'],
    ['foodSelections', 'A1;B2'],
    ['autoLogOutSeconds', '29'],
    ['doorSecondFactor', 'yes'],
    ['changeLogDays', '29'],
    ['changeLogDays', 'ever'],
    ['language', 'no'],
    ['theme', 'pink'],
    ['panel', '40in'],
    ['panel', '1.5'],
    ['panel', 'big'],
    ['brightness', '9'],
    ['brightness', '101'],
    ['brightness', 'dark'],
    ['updates', 'always'],
    ['updateSpeedLimit', '7'],
    ['updateSpeedLimit', 'fast'],
    ['quietHours', '22'],
    ['quietHours', '24-06'],
    ['quietHours', '06-06'],
    ['operatorNumber', '974760674'],
    ['sheetLanguages', 'nb,en,fi'],
    ['sheetPaper', 'A3'],
  ] as const)('%s refuses %s', (key, text) => {
    expect(checkSetting(key, text).ok).toBe(false);
  });

  it.each([
    ['gloveMode', 'on'],
    ['gloveMode', 'off'],
    ['maxAmount', '5000'],
    ['maxAmount', 'auto'],
    ['foodSelections', 'A1,B2'],
    ['panel', '10.1in'],
    ['panel', '5.9'],
    ['panel', 'auto'],
    ['brightness', '40'],
    ['quietHours', '22-06'],
    ['quietHours', 'off'],
    ['sheetLanguages', 'nb,en'],
    ['sheetLanguages', 'auto'],
    ['sheetPaper', 'A5'],
  ] as const)('%s says %s as it was typed', (key, text) => {
    expect(settingText(settingsFrom(new Map([[key, text]]))[key])).toBe(text);
  });

  it('stand at their defaults until set, and again when what is stored makes no sense', () => {
    expect(settingsFrom(new Map())).toEqual(DEFAULT_SETTINGS);
    expect(
      settingsFrom(
        new Map([
          ['maxAmount', '4000'],
          ['vendDeadlineSeconds', 'x'],
        ]),
      ),
    ).toEqual({ ...DEFAULT_SETTINGS, maxAmount: 4000 });
  });

  it('are known by name', () => {
    expect(isSettingKey('maxAmount')).toBe(true);
    expect(isSettingKey('toString')).toBe(false);
  });

  it('become the terms of a sale in milliseconds', () => {
    expect(termsOf(DEFAULT_SETTINGS, true)).toEqual({
      approvalMs: 120_000,
      selectionMs: 60_000,
      vendResultMs: 60_000,
      onUnknownOutcome: 'release',
      postReceipt: true,
      latchAfterFailures: 2,
    });
  });
});

describe('waits', () => {
  it('go on after a restart for what is left, whatever the clock did', () => {
    expect(remainingMs(60_000, 1_000, 31_000)).toBe(30_000);
    expect(remainingMs(60_000, 1_000, 500_000)).toBe(0);
    expect(remainingMs(60_000, 100_000, 1_000)).toBe(60_000);
  });

  it('grow between attempts, inside five calls a minute and never over a quarter of an hour', () => {
    expect(settlementPauseMs(1)).toBe(12_000);
    expect(settlementPauseMs(2)).toBe(24_000);
    expect(settlementPauseMs(30)).toBe(15 * 60_000);
  });
});
