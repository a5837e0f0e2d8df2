// Shows the simulator's page in a window of its own: the customer's phone and the machine's front. It takes one part of the
// display and says on stdout which part is left for the kiosk.
const { app, BrowserWindow, screen } = require('electron');

/** The panel that most machines have. */
const PANEL = { width: 1024, height: 600 };
/** The page needs this much. */
const PAGE_WIDTH = 620;

function sideBySide({ x, y, width, height }) {
  const hasRoom = width - PANEL.width >= PAGE_WIDTH;
  const kiosk = hasRoom ? PANEL : { width: Math.floor(width / 2), height };
  return {
    kiosk: { x, y, ...kiosk },
    page: { x: x + kiosk.width, y, width: width - kiosk.width, height },
  };
}

app.disableHardwareAcceleration();
app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
app.whenReady().then(() => {
  const { kiosk, page } = sideBySide(screen.getPrimaryDisplay().workArea);
  const window = new BrowserWindow({ ...page, title: 'Vendskap simulator', autoHideMenuBar: true });
  window.loadURL(process.env.VENDSKAP_PAGE);
  process.stdout.write(`${JSON.stringify({ ready: true, kiosk })}\n`);
});
app.on('window-all-closed', () => app.quit());
