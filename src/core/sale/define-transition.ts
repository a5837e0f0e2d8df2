import type { SaleEffect } from './effect.ts';
import type { SaleEvent, SaleEventKind, SaleEventOf } from './event.ts';
import type { SaleState, SaleStateName, SaleStateOf } from './state.ts';

/** The next state and its effects. */
export interface Step {
  readonly state: SaleState;
  readonly effects: readonly SaleEffect[];
}

/** One row of the table: in state `from`, event `on` leads to one of `to`. */
export interface SaleTransition {
  readonly from: SaleStateName;
  readonly on: SaleEventKind;
  readonly to: readonly SaleStateName[];
  /** In words, for docs/sale-lifecycle.md. */
  readonly meaning: string;
  decide(sale: SaleState, event: SaleEvent): Step | undefined;
}

interface TransitionPlan<From extends SaleStateName, On extends SaleEventKind> {
  readonly from: From;
  readonly on: On;
  readonly to: readonly SaleStateName[];
  readonly meaning: string;
  readonly decide: (sale: SaleStateOf<From>, event: SaleEventOf<On>) => Step;
}

function isState<Name extends SaleStateName>(
  sale: SaleState,
  name: Name,
): sale is SaleStateOf<Name> {
  return sale.name === name;
}

function isEvent<Kind extends SaleEventKind>(
  event: SaleEvent,
  kind: Kind,
): event is SaleEventOf<Kind> {
  return event.kind === kind;
}

/** Builds a transition whose `decide` sees exactly its own state and event. */
export function defineTransition<From extends SaleStateName, On extends SaleEventKind>(
  plan: TransitionPlan<From, On>,
): SaleTransition {
  return {
    from: plan.from,
    on: plan.on,
    to: plan.to,
    meaning: plan.meaning,
    decide: (sale, event) =>
      isState(sale, plan.from) && isEvent(event, plan.on) ? plan.decide(sale, event) : undefined,
  };
}

export function stay(sale: SaleState, effects: readonly SaleEffect[] = []): Step {
  return { state: sale, effects };
}
