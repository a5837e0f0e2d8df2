// Shows the simulator's page in a window of its own: the customer's phone and the machine's front.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1100, height: 760, title: 'Vendskap simulator' });
  window.loadURL(process.env.VENDSKAP_PAGE);
});
app.on('window-all-closed', () => app.quit());
