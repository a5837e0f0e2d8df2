import {
  ADMISSION,
  CALL_CHANNEL,
  channelOf,
  DRAWN_CHANNEL,
  HERE_CHANNEL,
  SNAPSHOT_CHANNEL,
} from '#contract/ipc/channels.ts';
import type { KioskBridge } from '#contract/ipc/bridge.ts';
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';

const onSnapshot: KioskBridge['onSnapshot'] = (listener) => {
  const hear = (_event: IpcRendererEvent, snapshot: Parameters<typeof listener>[0]): void => {
    listener(snapshot);
  };
  ipcRenderer.on(SNAPSHOT_CHANNEL, hear);
  return () => {
    ipcRenderer.off(SNAPSHOT_CHANNEL, hear);
  };
};

// Main asks again and again whether the page lives and is drawn (src/main/window/page-watch.ts).
ipcRenderer.on(CALL_CHANNEL, (_event, call: unknown) => {
  ipcRenderer.send(HERE_CHANNEL, call);
  requestAnimationFrame(() => {
    ipcRenderer.send(DRAWN_CHANNEL, call);
  });
});

const calls = Object.keys(ADMISSION).map((method) => [
  method,
  (input: unknown): Promise<unknown> => ipcRenderer.invoke(channelOf(method), input),
]);

/** The window's whole API: forwards calls to main and decides nothing. Its type is `KioskBridge`. */
contextBridge.exposeInMainWorld('kiosk', { ...Object.fromEntries(calls), onSnapshot });
