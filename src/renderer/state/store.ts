import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'

/** A pure reducer bound to Vue: one writer (`send`), any number of readers (`state`). */
export interface Store<State, Event> {
  readonly state: Readonly<ShallowRef<State>>
  send(event: Event): void
}

/** @param reduce - returns the next state, the same object when nothing changed */
export function createStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
): Store<State, Event> {
  const state = shallowRef(initial)
  return {
    state,
    send(event) {
      state.value = reduce(state.value as State, event)
    },
  }
}
