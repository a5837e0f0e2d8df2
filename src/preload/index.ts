import { CHANNELS, SNAPSHOT_CHANNEL } from '#contract/ipc/channels.ts';
import type { KioskBridge } from '#contract/ipc/bridge.ts';
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';

/** The whole of what the window may do: forwards, and decides nothing. */
const bridge: KioskBridge = {
  getSnapshot: (input) => ipcRenderer.invoke(CHANNELS.getSnapshot, input),
  onSnapshot: (listener) => {
    const hear = (_event: IpcRendererEvent, snapshot: Parameters<typeof listener>[0]): void => {
      listener(snapshot);
    };
    ipcRenderer.on(SNAPSHOT_CHANNEL, hear);
    return () => {
      ipcRenderer.off(SNAPSHOT_CHANNEL, hear);
    };
  },
};

contextBridge.exposeInMainWorld('kiosk', bridge);
