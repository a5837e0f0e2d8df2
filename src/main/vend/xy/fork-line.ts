import { fork } from 'node:child_process';
import { isLineNews, type SpawnLine } from './link-messages.ts';

/** Starts this program again as a line process under plain Node. */
export function forkLine(program: string, word: string): SpawnLine {
  return () => {
    const child = fork(program, [word], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Ctrl+C reaches the whole process group: the kiosk ends its line process itself.
      detached: true,
    });
    child.on('error', () => child.kill('SIGKILL'));
    return {
      post: (order) => {
        if (child.connected) child.send(order, () => undefined);
      },
      onNews: (listener) => {
        child.on('message', (news) => {
          if (isLineNews(news)) listener(news);
        });
      },
      onExit: (listener) => {
        child.once('exit', listener);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}
