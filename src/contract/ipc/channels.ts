import type { Admission } from './call.ts';
import type { Method } from './bridge.ts';

/** Every method of the bridge and who may call it: a method that is missing here does not compile. */
export const ADMISSION = {
  // status
  getSnapshot: 'anyone',
  // session
  listSignIns: 'anyone',
  signIn: 'anyone',
  createFirstOwner: 'anyone',
  cancelSignIn: 'anyone',
  signOut: 'technician',
  keepSignedIn: 'technician',
  // changes
  listChanges: 'technician',
  undoChange: 'technician',
  verifyChanges: 'technician',
  exportChanges: 'technician',
  // slots
  editSlots: 'technician',
  addSlot: 'technician',
  removeSlot: 'technician',
  // people
  listPeople: 'owner',
  addPerson: 'owner',
  editPerson: 'owner',
  setPin: 'owner',
  removePerson: 'owner',
  // settings; policies only by an owner
  getSettings: 'technician',
  setSettings: 'technician',
  // products
  previewImport: 'technician',
  importProducts: 'technician',
  exportProducts: 'technician',
  // refill
  saveRefill: 'technician',
  savePickList: 'technician',
  // setup; a credential is an owner's affair
  getSetup: 'technician',
  noteSetupStep: 'technician',
  checkNetwork: 'technician',
  findMachines: 'technician',
  chooseMachine: 'technician',
  enrolMachine: 'owner',
  orderTestSale: 'technician',
  sellWithoutSetup: 'owner',
  saveSetupReport: 'technician',
  // maximum
  readMaximum: 'technician',
  // sheet
  readSheet: 'technician',
  saveSheet: 'technician',
  listPosted: 'technician',
  listPrinters: 'technician',
  printSheet: 'technician',
  cancelPrint: 'technician',
  awaitProof: 'technician',
  setLocation: 'technician',
  // usb
  listSticks: 'technician',
  listStickFiles: 'technician',
  // update
  installUpdate: 'technician',
  listStickUpdates: 'technician',
  installStickUpdate: 'technician',
  // hardware
  orderMachine: 'technician',
  // health
  listPastFaults: 'technician',
  readTemperatures: 'technician',
  readSlotHealth: 'technician',
  readPace: 'technician',
  listLinkChanges: 'technician',
  readTraffic: 'technician',
  listTestVends: 'technician',
  readSystem: 'technician',
  listNotices: 'technician',
  readNotice: 'technician',
  saveRecording: 'technician',
  saveSupportBundle: 'technician',
  // sales
  findSales: 'technician',
  getSale: 'technician',
  refundSale: 'owner',
  decideSale: 'technician',
  trySaleAgain: 'technician',
  exportSales: 'technician',
  // reviews
  listReviews: 'technician',
  closeReview: 'technician',
  // reports
  getReport: 'technician',
  exportReport: 'technician',
} as const satisfies Readonly<Record<Method, Admission>>;

/** `getSnapshot` → `kiosk:get-snapshot`. */
export function channelOf(method: string): string {
  return `kiosk:${method.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** main → window: a whole new snapshot. */
export const SNAPSHOT_CHANNEL = 'kiosk:publish-snapshot';

/** main → window: a number, to be answered at once. */
export const CALL_CHANNEL = 'kiosk:are-you-there';
/** window → main: the number. The page's script runs. */
export const HERE_CHANNEL = 'kiosk:here';
/** window → main: the number, before the next picture is drawn. What draws works too. */
export const DRAWN_CHANNEL = 'kiosk:drawn';
