import type { SessionCallMap } from '#contract/ipc/topics/session.ts';
import type { ServiceView } from '#core/kiosk/snapshot.ts';
import { ok } from '#core/result.ts';
import type { Caller } from '#core/service/person.ts';
import { refuse } from './answers.ts';
import type { Handlers } from './handler.ts';

/** Who is signed in at the screen, and for how long. */
export interface Session {
  readonly calls: Handlers<SessionCallMap>;
  caller(): Caller | undefined;
  view(): ServiceView;
}

/** Nobody can sign in yet. */
export function createSession(): Session {
  const no = (): Promise<ReturnType<typeof refuse>> => Promise.resolve(refuse('not-offered'));
  return {
    calls: {
      listSignIns: () => Promise.resolve(ok([])),
      signIn: no,
      signOut: no,
      createFirstOwner: no,
      keepSignedIn: no,
    },
    caller: () => undefined,
    view: () => ({ session: undefined, hasPeople: false }),
  };
}
