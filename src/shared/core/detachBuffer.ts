// Transferring a buffer to a closed port frees it.
const { port1: closedPort } = new MessageChannel()
closedPort.close()

/**
 * Frees a buffer's memory immediately, so that the next allocation can reuse it. The garbage collector frees it much later;
 * until then every new buffer is backed by untouched pages, which can cost as much as the decompression itself.
 * @param buffer - must not be used afterwards: it is empty; a SharedArrayBuffer is left unchanged
 */
export function detachBuffer(buffer: ArrayBufferLike): void {
  if (buffer instanceof ArrayBuffer) closedPort.postMessage(null, [buffer])
}
