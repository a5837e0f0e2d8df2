import { utilityProcess } from 'electron';

/** A utility process as the line wants it; what it says is checked by who hears it. */
export interface UtilityLine {
  post(message: unknown): void;
  onNews(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** Starts `program` beside the window's main process. */
export function startUtilityLine(program: string): UtilityLine {
  const child = utilityProcess.fork(program, [], {
    serviceName: 'Vendskap line',
    stdio: 'inherit',
  });
  return {
    post: (message) => {
      child.postMessage(message);
    },
    onNews: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
