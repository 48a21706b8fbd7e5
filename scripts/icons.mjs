// npm run icons: draws every icon from resources/icon.svg with Chromium. The results are in git, so that
// packaging needs no browser.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findChromium } from './browsers.mjs'

const resources = join(import.meta.dirname, '../resources')
/** Small icons omit the margin around the seal; otherwise strokes would merge. */
const WITHOUT_MARGIN = '32 32 448 448'
const SMALL = 48
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const WINDOW = 256
/** Of the installed browser version. */
const WEB_SIZES = [192, 512]
const SHORTCUT_SIZES = [16, 24, 32, 48, 64, 128, 256]
/** Types of PNG images in an .icns file, by their width. Source: the Apple Icon Image format; ic11 to ic14 are for dense screens. */
const ICNS_TYPES = {
  icp4: 16,
  icp5: 32,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
}

async function draw(sizes) {
  const svg = await readFile(join(resources, 'icon.svg'), 'utf8')
  const root = process.platform === 'linux' && process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...(root ? ['--no-sandbox'] : []), '--force-color-profile=srgb'],
  })
  const page = await browser.newPage()
  const images = new Map()
  for (const size of sizes) {
    const drawing = size <= SMALL ? svg.replace(/viewBox="[^"]*"/, `viewBox="${WITHOUT_MARGIN}"`) : svg
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>html,body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}`)
    images.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return images
}

/** An .ico file of PNG images: ICONDIR, one ICONDIRENTRY each, the images. */
function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(({ size, png }, i) => {
    const at = 6 + 16 * i
    // One byte each; 0 stands for 256.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...images.map(({ png }) => png)])
}

/** An .icns file: magic and length, then per image its type, length and PNG. */
function icns(images) {
  const chunk = (type, content) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(8 + content.length, 4)
    return Buffer.concat([head, content])
  }
  return chunk('icns', Buffer.concat(Object.entries(ICNS_TYPES).map(([type, size]) => chunk(type, images.get(size)))))
}

const images = await draw([...new Set([...SIZES, ...WEB_SIZES])])
for (const folder of ['icons', 'web']) await mkdir(join(resources, folder), { recursive: true })
for (const size of SIZES) await writeFile(join(resources, `icons/${size}x${size}.png`), images.get(size))
for (const size of WEB_SIZES) await writeFile(join(resources, `web/icon-${size}.png`), images.get(size))
await writeFile(join(resources, 'windowIcon.png'), images.get(WINDOW))
await writeFile(join(resources, 'icon.ico'), ico(SHORTCUT_SIZES.map((size) => ({ size, png: images.get(size) }))))
await writeFile(join(resources, 'icon.icns'), icns(images))
