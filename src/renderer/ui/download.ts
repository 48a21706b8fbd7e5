/** Saves bytes through the browser's downloads. */
export function download(bytes: Uint8Array<ArrayBuffer>, fileName: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads the blob only after this task; it keeps its own reference once the download has started.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
