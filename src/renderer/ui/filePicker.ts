/**
 * Opens the browser's file dialog; must be called from the handler of a click or key.
 * @param options - `folder`: pick a folder with everything in it; `multiple`: several files; `accept`: file name extensions
 * @returns the files, or null when the user cancelled
 */
export function pickFiles(options: {
  folder?: boolean
  multiple?: boolean
  accept?: string
}): Promise<readonly File[] | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.hidden = true
  if (options.folder) input.webkitdirectory = true
  if (options.multiple) input.multiple = true
  if (options.accept) input.accept = options.accept
  // In the document, because some browsers discard an input outside it and never fire its events.
  document.body.append(input)
  return new Promise((resolve) => {
    const finish = (files: readonly File[] | null): void => {
      input.remove()
      resolve(files)
    }
    input.addEventListener('change', () => finish([...(input.files ?? [])]), { once: true })
    input.addEventListener('cancel', () => finish(null), { once: true })
    input.click()
  })
}
