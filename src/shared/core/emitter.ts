/** Events by name. */
export interface Emitter<Events> {
  emit<K extends keyof Events>(name: K, payload: Events[K]): void
  /** @returns a function that ends the subscription */
  on<K extends keyof Events>(name: K, listener: (payload: Events[K]) => void): () => void
}

/**
 * An emitter that keeps the last event of each name without a listener and delivers it to the first one: an error during
 * page construction must not be lost.
 */
export function createEmitter<Events>(): Emitter<Events> {
  const listeners: { [K in keyof Events]?: Set<(payload: Events[K]) => void> } = {}
  const undelivered: { [K in keyof Events]?: { readonly payload: Events[K] } } = {}
  return {
    emit(name, payload) {
      const set = listeners[name]
      if (set === undefined) undelivered[name] = { payload }
      // A copy, because a listener may end its own subscription.
      else for (const listener of [...set]) listener(payload)
    },
    on(name, listener) {
      const set = (listeners[name] ??= new Set())
      set.add(listener)
      const waiting = undelivered[name]
      delete undelivered[name]
      if (waiting !== undefined) listener(waiting.payload)
      return () => {
        set.delete(listener)
      }
    },
  }
}
