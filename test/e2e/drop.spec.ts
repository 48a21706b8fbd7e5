import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { expectAccessibleInBothThemes } from './support/accessible'
import { dropPaths } from './support/dropPaths'
import { expect, test } from './support/studio'
import { openView, sourceCard, waitForData, words } from './support/workbench'

test.use({ sharedBy: 'drop' })

async function makeFolder(count: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'digit-studio-drop-'))
  const images = (n: number) => encodeIdxImages(new Uint8Array(n * 784).fill(90), 28, 28)
  const labels = (n: number) => encodeIdxLabels(Uint8Array.from({ length: n }, (_, i) => i % 10))
  await writeFile(join(folder, 'train-images.idx3-ubyte'), images(count))
  await writeFile(join(folder, 'train-labels.idx1-ubyte'), labels(count))
  await writeFile(join(folder, 't10k-images.idx3-ubyte'), images(45))
  await writeFile(join(folder, 't10k-labels.idx1-ubyte'), labels(45))
  return folder
}

const shown = (page: Page) => sourceCard(page)

test('a folder dropped on the window is loaded', async ({ studio, picture }) => {
  const { page } = studio
  await waitForData(page)
  const folder = await makeFolder(123)
  await dropPaths(studio, [folder], async () => {
    await expect(page.getByText(words.drop.title)).toBeVisible()
    await picture('22-drop-overlay')
    await expectAccessibleInBothThemes(page, 'the window with files over it')
  })
  await openView(page, 'data')
  await expect(shown(page)).toContainText('123')
  await expect(shown(page)).toContainText('45')
  await rm(folder, { recursive: true, force: true })
})

test('four files dropped on the window are loaded', async ({ studio }) => {
  const { page } = studio
  await waitForData(page)
  const folder = await makeFolder(124)
  const files = (await readdir(folder)).map((name) => join(folder, name))
  await dropPaths(studio, files)
  await openView(page, 'data')
  await expect(shown(page)).toContainText('124')
  await rm(folder, { recursive: true, force: true })
})
