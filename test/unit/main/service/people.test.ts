import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '#core/people/person.ts';
import type { Handlers } from '../../../../src/main/service/handler.ts';
import type { PeopleCallMap } from '#contract/ipc/topics/people.ts';
import { createPeopleCalls } from '../../../../src/main/service/people.ts';
import { createPeopleWorld, type PeopleWorld } from './people-world.ts';

let world: PeopleWorld;
let calls: Handlers<PeopleCallMap>;
let anna: string;
const owner: Caller = { personId: 'person-1', name: 'Anna', role: 'owner' };

beforeEach(async () => {
  world = createPeopleWorld();
  anna = await world.add('Anna', '271828', 'owner');
  let last = 0;
  calls = createPeopleCalls({
    ...world,
    newId: () => `then-${String((last += 1))}`,
    session: { lockLeftMs: (person) => world.session.lockLeftMs(person) },
    onChange: () => undefined,
  });
});
afterEach(() => {
  world.close();
});

const refused = (code: string) => ({ ok: false, error: { refusal: { code } } });
const ola = { name: 'Ola', role: 'technician', language: 'nb', pin: '161803' } as const;

async function signIn(personId: string, pin: string): Promise<boolean> {
  const answer = await world.session.calls.signIn({ personId, pin }, undefined);
  await world.session.calls.signOut({}, undefined);
  return answer.ok;
}

describe('an owner', () => {
  it('adds somebody, who can sign in at once, and takes it back', async () => {
    expect(await calls.addPerson(ola, owner)).toEqual({ ok: true, value: { sequence: 2 } });
    expect(await signIn('then-1', '161803')).toBe(true);
    const list = await calls.listPeople({}, owner);
    expect(list.ok && list.value.map(({ name, role }) => [name, role])).toEqual([
      ['Anna', 'owner'],
      ['Ola', 'technician'],
    ]);
    expect(world.changes.undo(2, 'Anna').ok).toBe(true);
    expect(await signIn('then-1', '161803')).toBe(false);
  });

  it('gives nobody a PIN that anybody would try, nor a name that is taken', async () => {
    expect(await calls.addPerson({ ...ola, pin: '123456' }, owner)).toMatchObject(
      refused('pin-too-easy'),
    );
    expect(await calls.addPerson({ ...ola, name: 'ANNA' }, owner)).toMatchObject(
      refused('name-taken'),
    );
    expect(world.people.all()).toHaveLength(1);
  });

  it('changes name, role and language, each with its old value in the log', async () => {
    await calls.addPerson(ola, owner);
    const edited = await calls.editPerson(
      { personId: 'then-1', name: 'Ole', role: 'owner', language: 'sv' },
      owner,
    );
    expect(edited).toEqual({ ok: true, value: { sequence: 3 } });
    expect(world.changes.entry(3)?.patches.map(({ field, old }) => [field, old])).toEqual([
      ['name', 'Ola'],
      ['role', 'technician'],
      ['language', 'nb'],
    ]);
    expect(await calls.editPerson({ personId: 'then-1', name: 'Ole' }, owner)).toEqual({
      ok: true,
      value: { sequence: undefined },
    });
    expect(await calls.editPerson({ personId: 'then-1', name: 'anna' }, owner)).toMatchObject(
      refused('name-taken'),
    );
    expect(world.people.find('then-1')?.name).toBe('Ole');
  });

  it('cannot leave the machine without an owner', async () => {
    expect(await calls.editPerson({ personId: anna, role: 'technician' }, owner)).toMatchObject(
      refused('last-owner'),
    );
    expect(await calls.removePerson({ personId: anna }, owner)).toMatchObject(
      refused('last-owner'),
    );
    expect(world.people.find(anna)).toMatchObject({ role: 'owner', isActive: true });
  });

  it('sets a new PIN, which ends a lock-out and cannot be taken back', async () => {
    await calls.addPerson(ola, owner);
    for (let time = 0; time < 5; time += 1) await signIn('then-1', '111222');
    expect(await signIn('then-1', '161803')).toBe(false);
    const list = await calls.listPeople({}, owner);
    expect(list.ok && list.value[1]?.lockedUntilMs).toBeGreaterThan(0);
    expect(await calls.setPin({ personId: 'then-1', pin: '000000' }, owner)).toMatchObject(
      refused('pin-too-easy'),
    );
    const done = await calls.setPin({ personId: 'then-1', pin: '577215' }, owner);
    expect(await signIn('then-1', '577215')).toBe(true);
    const sequence = done.ok ? (done.value.sequence ?? 0) : 0;
    expect(world.changes.undo(sequence, 'Anna')).toEqual({ ok: false, error: 'cannot-be-undone' });
    expect(JSON.stringify(world.changes.entries(undefined, 50))).not.toMatch(/577215|scrypt/);
  });

  it('removes somebody, whose name can be given again; then the old one does not come back beside it', async () => {
    await calls.addPerson(ola, owner);
    expect(await calls.removePerson({ personId: 'then-1' }, owner)).toMatchObject({ ok: true });
    expect(await signIn('then-1', '161803')).toBe(false);
    expect(await calls.removePerson({ personId: 'then-1' }, owner)).toMatchObject(
      refused('no-such-person'),
    );
    expect(await calls.setPin({ personId: 'then-1', pin: '577215' }, owner)).toMatchObject(
      refused('no-such-person'),
    );
    expect(await calls.editPerson({ personId: 'nobody', name: 'X' }, owner)).toMatchObject(
      refused('no-such-person'),
    );
    expect(await calls.addPerson(ola, owner)).toMatchObject({ ok: true });
    const removal = world.changes
      .entries(undefined, 50)
      .find((one) => one.kind === 'personRemoved');
    expect(world.changes.undo(removal?.sequence ?? 0, 'Anna')).toEqual({
      ok: false,
      error: 'name-taken',
    });
  });
});
