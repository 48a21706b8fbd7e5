import { dialog } from 'electron'
import type { FileFilter, OpenDialogOptions } from 'electron'
import type { Page } from './page'

/** What a dialog for one kind of file shows. */
export interface DialogFileKind {
  readonly title: string
  /** Name of the kind of file. */
  readonly filter: string
  /** Without a dot. */
  readonly extension: string
}

/** The filters of a dialog for one kind of file. */
export const filtersOf = ({ filter, extension }: DialogFileKind): FileFilter[] => [
  { name: filter, extensions: [extension] },
]

/** Asks which files or folders to open. @returns their paths; none when the dialog was cancelled */
export async function askPaths(page: Page, options: OpenDialogOptions): Promise<readonly string[]> {
  const window = page.window()
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options)
  return canceled ? [] : filePaths
}

/**
 * Asks where to save a file.
 * @param name - proposed file name
 * @returns its path, which ends in the extension; null when the dialog was cancelled
 */
export async function askSavePath(page: Page, kind: DialogFileKind, name: string): Promise<string | null> {
  const options = { title: kind.title, defaultPath: name, filters: filtersOf(kind) }
  const window = page.window()
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options)
  if (canceled || !filePath) return null
  const ending = `.${kind.extension}`
  return filePath.toLowerCase().endsWith(ending) ? filePath : filePath + ending
}
