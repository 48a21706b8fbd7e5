declare const carried: unique symbol

/** A type in a table of values: nothing at run time, `T` for the compiler. */
export interface Typed<T> {
  readonly [carried]?: T
}

/** A cell of a table that only the compiler reads. */
export const typed = <T>(): Typed<T> => ({})

/** The type that a cell carries. */
export type TypeOf<C> = C extends Typed<infer T> ? T : never
