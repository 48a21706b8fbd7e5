/*
 * The parts of WebAssembly and of messages that neutral code uses. Every runtime has them, but TypeScript declares them only in
 * its DOM library, which neutral code does not see.
 */

declare class MessageChannel {
  readonly port1: { postMessage(message: null, transfer: ArrayBuffer[]): void; close(): void }
}

declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, Memory | ((x: number) => number)>>)
    readonly exports: Readonly<Record<string, unknown>>
  }
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean
}

/** Where every runtime writes its log. */
declare const console: { warn(...parts: readonly unknown[]): void; error(...parts: readonly unknown[]): void }
