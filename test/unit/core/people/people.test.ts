import { peopleProblem } from '#core/people/people.ts';
import { describe, expect, it } from 'vitest';

const anna = { name: 'Anna', role: 'owner', isActive: true } as const;
const asa = { name: 'Åsa', role: 'technician', isActive: true } as const;

describe('the people of a machine', () => {
  it('have an owner among them, and names that are told apart whatever their case', () => {
    expect(peopleProblem([anna, asa])).toBeUndefined();
    expect(peopleProblem([{ ...anna, role: 'technician' }, asa])).toBe('last-owner');
    expect(peopleProblem([{ ...anna, isActive: false }, asa])).toBe('last-owner');
    expect(peopleProblem([])).toBe('last-owner');
    expect(peopleProblem([anna, asa, { ...asa, name: 'åsa' }])).toBe('name-taken');
    expect(peopleProblem([anna, asa, { ...asa, isActive: false }])).toBeUndefined();
  });
});
