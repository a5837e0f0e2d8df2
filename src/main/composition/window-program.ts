/** Everything behind the window, in a file of its own: it is read and started while the window's process starts. */
export { announceReady } from '../cli/run.ts';
export { registerHandlers } from '../ipc/handlers.ts';
export { reportToSystemd } from '../ops/systemd.ts';
export { isLineNews } from '../vend/xy/link-messages.ts';
export { startHost } from './host.ts';
