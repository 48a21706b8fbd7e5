// npm run demo: builds, records the desktop window (training on MNIST, drawing a digit), writes docs/demo.gif with ImageMagick.
// Needs MNIST_DIR, and a display or xvfb-run, under which it restarts itself.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright'
import { displayPrefix, electronMissing } from './browsers.mjs'

const root = join(import.meta.dirname, '..')
const OUT = join(root, 'docs/demo.gif')
const MAX_BYTES = 4e6
/** Of the window, in pixels; the picture is scaled down. */
const SIZE = { width: 1280, height: 800 }
const PICTURE_WIDTH = 880
/** Duration of the last frame, in hundredths of a second. */
const LAST = 250
/** Points of an elliptic arc, for a handwritten 3 on a 0..1 square. */
const arc = (cx, cy, rx, ry, from, to) =>
  Array.from({ length: 15 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 14) * Math.PI) / 180
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)]
  })
const THREE = [...arc(0.47, 0.34, 0.18, 0.16, 200, 440), ...arc(0.47, 0.65, 0.21, 0.17, 280, 510)]

function demand(missing) {
  if (!missing) return
  console.error(missing)
  process.exit(1)
}

const { MNIST_DIR, DISPLAY } = process.env
const prefix = displayPrefix()
demand(electronMissing() ?? (prefix === null && 'no display and no xvfb-run'))
demand(!MNIST_DIR && 'MNIST_DIR is not set: the picture shows the real digits')
demand(spawnSync('convert', ['-version']).error && 'no ImageMagick here (convert)')

if (!DISPLAY && prefix?.length) {
  const { status } = spawnSync(prefix[0], [...prefix.slice(1), process.execPath, import.meta.filename], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
execFileSync(
  process.execPath,
  [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
  {
    cwd: root,
    stdio: 'inherit',
  },
)

const work = mkdtempSync(join(tmpdir(), 'demo-'))
const asRoot = process.platform === 'linux' && process.getuid?.() === 0
const app = await _electron.launch({
  cwd: root,
  args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', `--user-data-dir=${join(work, 'data')}`, root],
  env: { ...process.env, LANG: 'zh_CN.UTF-8' },
})
const page = await app.firstWindow()
await app.evaluate(
  ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
  SIZE,
)

const frames = []
mkdirSync(join(work, 'frames'))
async function picture() {
  const file = join(work, 'frames', `${String(frames.length).padStart(3, '0')}.png`)
  const at = performance.now()
  writeFileSync(file, await page.screenshot())
  frames.push({ file, at })
}
const button = (name) => page.getByRole('button', { name, exact: true })

try {
  const start = button('开始训练')
  await start.click({ trial: true, timeout: 60_000 })
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
  }, MNIST_DIR)
  const rail = (name) => page.getByRole('navigation').getByRole('button', { name })
  await rail('数据').click()
  await button('打开数据集文件夹').click()
  await page.getByText('60,000').first().waitFor()
  await rail('训练').click()
  await start.click({ trial: true })
  await picture()
  await start.click()
  const ended = page.getByText(/训练完成/).first()
  while (!(await ended.isVisible())) await picture()
  await picture()

  await rail('识别').click()
  const pad = page.getByRole('img', { name: '书写板' })
  const box = await pad.boundingBox()
  await picture()
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height]
  await page.mouse.move(...at(THREE[0]))
  await page.mouse.down()
  for (const [i, point] of THREE.entries()) {
    await page.mouse.move(...at(point), { steps: 3 })
    if (i % 3 === 2) await picture()
  }
  await page.mouse.up()
  await page.getByRole('region', { name: '识别' }).and(page.locator('[aria-busy=false]')).waitFor()
  await picture()

  const parts = frames.flatMap(({ file, at }, i) => {
    const next = frames[i + 1]
    return ['-delay', String(next ? Math.round((next.at - at) / 10) : LAST), file]
  })
  const scale = ['-resize', `${PICTURE_WIDTH}x`, '+dither', '-colors', '96', '-layers', 'optimize']
  execFileSync('convert', ['-loop', '0', ...parts, ...scale, OUT])
  const bytes = statSync(OUT).size
  console.log(`${OUT}: ${frames.length} pictures, ${(bytes / 1e6).toFixed(2)} MB`)
  if (bytes > MAX_BYTES) throw new Error('the picture is larger than 4 MB')
} finally {
  await app.close()
  rmSync(work, { recursive: true, force: true })
}
