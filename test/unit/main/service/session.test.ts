import { setImmediate as settle } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPeopleWorld, type PeopleWorld } from './people-world.ts';

const PIN = '271828';
const WRONG = '314159';
const MINUTE = 60_000;

let world: PeopleWorld;
let anna: string;
let ola: string;

beforeEach(async () => {
  world = createPeopleWorld();
  anna = await world.add('Anna', PIN, 'owner');
  ola = await world.add('Ola', '161803');
});
afterEach(() => {
  world.close();
});

/** What a sign-in came to: `in`, or the refusal with its number. */
async function tryPin(personId: string, pin: string): Promise<string> {
  const answer = await world.session.calls.signIn({ personId, pin }, undefined);
  if (answer.ok) return 'in';
  const { code, values } = answer.error.refusal ?? { code: 'none' };
  return [code, values?.['count']].filter((part) => part !== undefined).join(' ');
}

async function wrongTimes(times: number): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let time = 0; time < times; time += 1) answers.push(await tryPin(anna, WRONG));
  return answers;
}

describe('signing in', () => {
  it('takes the machine out of sale, and signing out puts it back', async () => {
    expect(world.session.caller()).toBeUndefined();
    expect(await tryPin(anna, PIN)).toBe('in');
    expect(world.session.caller()).toEqual({ personId: anna, name: 'Anna', role: 'owner' });
    expect(world.machine.orders).toEqual(['service true']);
    expect(await tryPin(ola, '161803')).toBe('already-signed-in');
    await world.session.calls.signOut({}, undefined);
    expect(world.session.view()).toEqual({
      session: undefined,
      hasPeople: true,
      doorWait: undefined,
    });
    expect(world.machine.orders).toEqual(['service true', 'service false']);
    expect(world.log().slice(2)).toEqual(['signedIn Anna', 'signedOut Anna']);
  });

  it('keeps no PIN, only its hash, and each with a salt of its own', async () => {
    const again = await world.add('Kari', PIN);
    const hashes = [anna, again].map((id) => world.people.find(id)?.pinHash ?? '');
    expect(hashes[0]).toMatch(/^scrypt\$15\$8\$3\$[\w+/=]{24}\$[\w+/=]{44}$/);
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(JSON.stringify(world.changes.entries(undefined, 200))).not.toContain('scrypt');
  });

  it('is refused to nobody one knows, and to somebody who was removed', async () => {
    expect(await tryPin('nobody', PIN)).toBe('no-such-person');
    world.database.run('UPDATE person SET is_active = 0 WHERE id = ?', ola);
    expect(await tryPin(ola, '161803')).toBe('no-such-person');
    const names = await world.session.calls.listSignIns({}, undefined);
    expect(names.ok && names.value.map(({ name }) => name)).toEqual(['Anna']);
  });

  it('is over at once for somebody who is removed meanwhile, and a role that is taken is taken', async () => {
    await tryPin(ola, '161803');
    world.database.run("UPDATE person SET role = 'owner' WHERE id = ?", ola);
    expect(world.session.caller()?.role).toBe('owner');
    world.database.run('UPDATE person SET is_active = 0 WHERE id = ?', ola);
    expect(world.session.caller()).toBeUndefined();
    expect(world.session.view().session).toBeUndefined();
    expect(world.machine.orders).toEqual(['service true', 'service false']);
    expect(world.log().at(-1)).toBe('signedOut Ola removed');
  });

  it('is nobody’s after a restart', async () => {
    await tryPin(anna, PIN);
    world.restart();
    expect(world.session.caller()).toBeUndefined();
  });

  it('a hash that makes no sense lets nobody in', async () => {
    world.database.run("UPDATE person SET pin = 'scrypt$99$8$1$AA==$AA==' WHERE id = ?", anna);
    expect(await tryPin(anna, PIN)).toBe('wrong-pin 4');
  });
});

describe('wrong PINs', () => {
  it('lock out after five, longer every time, and a right one forgets them', async () => {
    expect(await wrongTimes(5)).toEqual([
      'wrong-pin 4',
      'wrong-pin 3',
      'wrong-pin 2',
      'wrong-pin 1',
      'locked-out 1',
    ]);
    expect(await tryPin(anna, PIN)).toBe('locked-out 1');
    expect(await tryPin(ola, '161804')).toBe('wrong-pin 4');
    await world.pass(MINUTE - 1);
    expect(await tryPin(anna, PIN)).toBe('locked-out 1');
    await world.pass(1);
    expect(await wrongTimes(1)).toEqual(['locked-out 5']);
    await world.pass(5 * MINUTE);
    expect(await tryPin(anna, PIN)).toBe('in');
    await world.session.calls.signOut({}, undefined);
    expect(await wrongTimes(1)).toEqual(['wrong-pin 4']);
    expect(world.log().filter((entry) => entry.startsWith('lockedOut'))).toEqual([
      'lockedOut Anna',
      'lockedOut Anna',
    ]);
  });

  it('are counted over a restart', async () => {
    await wrongTimes(4);
    world.restart();
    expect(await wrongTimes(1)).toEqual(['locked-out 1']);
    world.restart();
    expect(await tryPin(anna, PIN)).toBe('locked-out 1');
    const names = await world.session.calls.listSignIns({}, undefined);
    expect(names.ok && names.value[0]?.lockedUntilMs).toBe(world.clock.nowMs() + MINUTE);
  });

  it.each([
    ['back', -400 * 24 * 60 * MINUTE],
    ['forward', 400 * 24 * 60 * MINUTE],
  ])('are neither forgiven nor punished longer by a clock that jumps %s', async (_where, byMs) => {
    await wrongTimes(5);
    world.clock.jump(byMs);
    expect(await tryPin(anna, PIN)).toBe('locked-out 1');
    await world.pass(MINUTE);
    expect(await tryPin(anna, PIN)).toBe('in');
  });

  it('hold for their time at most when the clock was set back over a restart', async () => {
    await wrongTimes(5);
    world.clock.jump(-400 * 24 * 60 * MINUTE);
    world.restart();
    expect(await tryPin(anna, PIN)).toBe('locked-out 1');
    await world.pass(MINUTE);
    expect(await tryPin(anna, PIN)).toBe('in');
  });

  it('cannot be tried side by side: five in all, whoever asks at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => tryPin(anna, index === 7 ? PIN : WRONG)),
    );
    expect(answers.filter((answer) => answer.startsWith('wrong-pin'))).toHaveLength(4);
    expect(answers.filter((answer) => answer === 'locked-out 1')).toHaveLength(4);
    expect(world.session.caller()).toBeUndefined();
  });

  it('what cannot be counted is not tried', async () => {
    world.database.run('PRAGMA query_only = ON');
    expect(await tryPin(anna, PIN)).toBe('store-unwritable');
    world.database.run('PRAGMA query_only = OFF');
    expect(await tryPin(anna, PIN)).toBe('in');
  });
});

describe('nobody at the screen', () => {
  it('signs out by itself, two minutes after the last touch', async () => {
    await tryPin(anna, PIN);
    await world.pass(119_000);
    expect(world.session.view().session?.endsAtMs).toBe(world.clock.nowMs() + 1_000);
    await world.session.calls.keepSignedIn({}, undefined);
    await world.pass(119_999);
    expect(world.session.caller()?.name).toBe('Anna');
    await world.pass(1);
    expect(world.session.caller()).toBeUndefined();
    expect(world.machine.orders).toEqual(['service true', 'service false']);
    expect(world.log().at(-1)).toBe('signedOut Anna idle');
  });

  it('takes as long as it is set, also while somebody is signed in', async () => {
    await tryPin(anna, PIN);
    world.set('autoLogOutSeconds', '300');
    await world.pass(299_999);
    expect(world.session.caller()?.name).toBe('Anna');
    await world.pass(1);
    expect(world.session.caller()).toBeUndefined();
  });

  it('never while the machine carries out an order', async () => {
    await tryPin(anna, PIN);
    world.machine.isBusy = true;
    await world.pass(10 * MINUTE);
    expect(world.session.caller()?.name).toBe('Anna');
    expect(world.session.view().session?.endsAtMs).toBe(world.clock.nowMs() + 2 * MINUTE);
    world.machine.isBusy = false;
    await world.pass(2 * MINUTE);
    expect(world.session.caller()).toBeUndefined();
  });

  it('the clock that jumps signs nobody out', async () => {
    await tryPin(anna, PIN);
    world.clock.jump(60 * MINUTE);
    await world.pass(MINUTE);
    expect(world.session.caller()?.name).toBe('Anna');
  });
});

describe('a machine that cannot write it down', () => {
  it('does not sign in, and is put back in sale as soon as it can', async () => {
    world.machine.answer = 'store-unwritable';
    expect(await tryPin(anna, PIN)).toBe('store-unwritable');
    expect(world.session.caller()).toBeUndefined();
    await settle();
    await world.pass(5_000);
    world.machine.answer = 'done';
    await world.pass(5_000);
    const { orders } = world.machine;
    expect(orders.at(0)).toBe('service true');
    expect(orders.slice(1).every((order) => order === 'service false')).toBe(true);
    const { length } = orders;
    await world.pass(MINUTE);
    expect(orders).toHaveLength(length);
  });
});

describe('the door as a second factor', () => {
  beforeEach(() => {
    world.set('doorSecondFactor', 'on');
  });

  it('signs in when the door is opened in time', async () => {
    expect(await tryPin(anna, PIN)).toBe('in');
    expect(world.session.caller()).toBeUndefined();
    expect(world.machine.orders).toEqual([]);
    await world.pass(30_000);
    expect(world.session.view().doorWait).toEqual({
      name: 'Anna',
      language: 'nb',
      endsAtMs: world.clock.nowMs() + 30_000,
    });
    world.machine.isOpen = true;
    await world.pass(250);
    expect(world.session.caller()?.name).toBe('Anna');
    expect(world.session.view().doorWait).toBeUndefined();
    expect(world.machine.orders).toEqual(['service true']);
  });

  it('is over after a minute, and noted', async () => {
    await tryPin(anna, PIN);
    await world.pass(60_000);
    expect(world.session.view().doorWait).toBeUndefined();
    world.machine.isOpen = true;
    await world.pass(60_000);
    expect(world.session.caller()).toBeUndefined();
    expect(world.log().at(-1)).toBe('signInFailed Anna door');
  });

  it('is not waited for when it stands open, when there is none, or when one goes away', async () => {
    await tryPin(anna, PIN);
    await world.session.calls.cancelSignIn({}, undefined);
    expect(world.session.view().doorWait).toBeUndefined();
    world.machine.isOpen = true;
    expect(await tryPin(anna, PIN)).toBe('in');
    expect(world.session.caller()?.name).toBe('Anna');
    await world.session.calls.signOut({}, undefined);
    world.machine.isOpen = false;
    world.machine.isTold = false;
    expect(await tryPin(anna, PIN)).toBe('in');
    expect(world.session.caller()?.name).toBe('Anna');
  });
});
