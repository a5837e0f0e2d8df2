import type { CallMap, Method } from '#contract/ipc/bridge.ts';
import { SETTING_KEYS } from '#core/settings/settings.ts';

type Samples = { readonly [M in Method]: readonly CallMap[M]['input'][] };

export interface Known {
  readonly stickId: string;
  readonly personId: string;
}

const REFERENCE = `vm-0001-${'0'.repeat(26)}`;
const PLACE = { tray: 'A', column: 3, width: 1 };
const FIELDS = {
  item: 1,
  product: 'Cola',
  priceMinor: 2_500,
  vatCategory: 'food',
  stock: 5,
  capacity: 10,
  minimumAge: 0,
  allergens: '',
  isBlocked: false,
  place: { tray: 'A', column: 1, width: 1 },
} as const;

/** Valid arguments for every method; together they contain every field that the schemas allow. */
export function callSamples({ stickId, personId }: Known): Samples {
  const file = { stickId, name: 'products.csv' };
  const nothing = [{}];
  const page = [{ before: 5, limit: 10 }];
  return {
    getSnapshot: nothing,
    listSignIns: nothing,
    signIn: [{ personId, pin: '271828' }],
    createFirstOwner: [{ name: 'Eva', pin: '271828', language: 'nb' }],
    cancelSignIn: nothing,
    signOut: nothing,
    keepSignedIn: nothing,
    listChanges: page,
    undoChange: [{ sequence: 9_999 }],
    verifyChanges: nothing,
    exportChanges: [{ stickId, format: 'csv' }],
    editSlots: [{ edits: [{ selection: 'A1', seen: FIELDS, to: FIELDS }] }],
    addSlot: [
      {
        selection: 'A3',
        item: 3,
        product: 'Juice',
        priceMinor: 3_000,
        vatCategory: 'food',
        stock: 0,
        capacity: 8,
        place: PLACE,
      },
    ],
    removeSlot: [{ selection: 'A2', product: 'Water' }],
    listPeople: nothing,
    addPerson: [{ name: 'Eva', role: 'technician', language: 'nb', pin: '314159' }],
    editPerson: [{ personId, name: 'Ola', role: 'technician', language: 'en' }],
    setPin: [{ personId, pin: '314159' }],
    removePerson: [{ personId }],
    getSettings: nothing,
    setSettings: SETTING_KEYS.map((key) => ({ settings: [{ key, text: 'x' }] })),
    previewImport: [file],
    importProducts: [{ ...file, fingerprint: 'a'.repeat(64) }],
    exportProducts: [{ stickId }],
    saveRefill: [{ counts: [{ selection: 'A1', count: 5, seen: 5 }] }],
    savePickList: [{ stickId }],
    getSetup: nothing,
    noteSetupStep: [{ step: 'products' }],
    checkNetwork: [{ relayUrl: 'http://relay.invalid' }],
    findMachines: [{ path: 'tcp://127.0.0.1:9' }],
    chooseMachine: [
      { driver: 'qibixx', path: 'tcp://127.0.0.1:9', sessionMode: 'authorise-first' },
    ],
    enrolMachine: [{ code: 'ABCD2345' }],
    sellWithoutSetup: nothing,
    orderTestSale: [{ isOn: true }],
    saveSetupReport: [{ stickId }],
    readMaximum: nothing,
    readSheet: nothing,
    saveSheet: [{ stickId }],
    listPosted: page,
    listPrinters: nothing,
    printSheet: [{ printer: 'PDF', isTest: true }],
    cancelPrint: [{ id: 1 }],
    awaitProof: [{ isOn: true }],
    installUpdate: [{ version: '9.9.9' }],
    listStickUpdates: [{ stickId }],
    installStickUpdate: [{ stickId, name: 'vendskap-9.9.9-x64.update.json' }],
    listSticks: nothing,
    listStickFiles: [{ stickId }],
    orderMachine: [
      { order: { kind: 'turnMotor', item: 1 } },
      { order: { kind: 'testVend', item: 1 } },
      { order: { kind: 'scanMotors' } },
      { order: { kind: 'clearSlot', selection: 'A1' } },
      { order: { kind: 'clearFault', code: 'motorJammed' } },
      { order: { kind: 'coupleMotors', item: 1, motors: 2 } },
      { order: { kind: 'testDropSensor' } },
      { order: { kind: 'setDropSensor', isOn: true } },
      { order: { kind: 'setClimate', climate: { mode: 'cool', celsius: 4 } } },
      { order: { kind: 'setLight', fromHour: 6, toHour: 22 } },
    ],
    listPastFaults: page,
    readTemperatures: [{ hours: 24 }],
    readSlotHealth: [{ selection: 'A1' }],
    readPace: nothing,
    listLinkChanges: [{ limit: 10 }],
    readTraffic: [{ after: 1, limit: 10 }],
    listTestVends: [{ limit: 10 }],
    readSystem: nothing,
    listNotices: nothing,
    readNotice: [{ name: 'libsql', version: '0.5.29' }],
    saveRecording: [{ stickId }],
    saveSupportBundle: [{ stickId }],
    findSales: [
      {
        filter: {
          reference: REFERENCE,
          product: 'Cola',
          amountMinor: 2_500,
          fromMs: 0,
          toMs: 1,
          group: 'sold',
        },
        after: { startedAtMs: 1, reference: REFERENCE },
        limit: 10,
      },
    ],
    getSale: [{ reference: REFERENCE }],
    refundSale: [{ reference: REFERENCE, amountMinor: 100, reason: 'fault' }],
    decideSale: [{ reference: REFERENCE, decision: 'release' }],
    setLocation: [{ location: 'Canteen B' }],
    trySaleAgain: [{ reference: REFERENCE }],
    exportSales: [{ stickId, format: 'csv' }],
    listReviews: nothing,
    closeReview: [{ id: 9_999 }],
    getReport: [{ period: 'day', back: 0 }],
    exportReport: [{ period: 'day', back: 0, stickId, format: 'csv' }],
  };
}
