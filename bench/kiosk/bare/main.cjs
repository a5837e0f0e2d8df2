// The floor of the kiosk: a window that shows one React element, drawn by software as the kiosk's is. The page comes by an
// address of its own, because the fuses of the kiosk's package keep pages from being loaded from files.
const { app, BrowserWindow, protocol } = require('electron');
const { readFile } = require('node:fs/promises');
const { extname, join } = require('node:path');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true } },
]);
app.disableHardwareAcceleration();
const at = process.argv.find((word) => word.startsWith('--data-dir='));
if (at !== undefined) app.setPath('userData', at.slice('--data-dir='.length));
app.whenReady().then(() => {
  protocol.handle('app', async ({ url }) => {
    const name = new URL(url).pathname;
    const type = TYPES[extname(name)];
    if (type === undefined) return new Response('', { status: 404 });
    const body = await readFile(join(__dirname, name));
    return new Response(body, { headers: { 'content-type': type } });
  });
  const window = new BrowserWindow({
    width: 1024,
    height: 600,
    useContentSize: true,
    frame: false,
  });
  window.loadURL('app://bare/index.html');
});
app.on('window-all-closed', () => app.quit());
