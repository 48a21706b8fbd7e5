/** Events by name. */
export interface Emitter<Events> {
  emit<K extends keyof Events>(name: K, payload: Events[K]): void
  /** @returns a function that ends the subscription */
  on<K extends keyof Events>(name: K, listener: (payload: Events[K]) => void): () => void
}

/**
 * An emitter that keeps the last event of each name nobody listens to yet and tells it to the first listener: what fails
 * while a page is still being built must not get lost.
 */
export function createEmitter<Events>(): Emitter<Events> {
  const listeners: { [K in keyof Events]?: Set<(payload: Events[K]) => void> } = {}
  const unheard: { [K in keyof Events]?: { readonly payload: Events[K] } } = {}
  return {
    emit(name, payload) {
      const set = listeners[name]
      if (set === undefined) unheard[name] = { payload }
      // A copy, because a listener may end its own subscription.
      else for (const listener of [...set]) listener(payload)
    },
    on(name, listener) {
      const set = (listeners[name] ??= new Set())
      set.add(listener)
      const waiting = unheard[name]
      delete unheard[name]
      if (waiting !== undefined) listener(waiting.payload)
      return () => {
        set.delete(listener)
      }
    },
  }
}
