import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { decodeNpz } from '../../src/shared/formats/npz'
import { newSession, runOut, smallDataset, smallRun } from '../shared/training/support'
import { outcomeOf, runStudio, startStudio } from './support'

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), '手写 数字-'))
const data = join(folder, 'data')
const inFolder = (name: string): string => join(folder, name)
const { hidden, batch, iterations, lr, std, seed } = smallRun
const flags = Object.entries({ hidden, batch, iterations, lr, std, seed }).flatMap(([name, value]) => [
  `--${name}`,
  String(value),
])
const small = ['--data', data, ...flags, '--engine', 'float64']

beforeAll(async () => {
  mkdirSync(data)
  for (const [prefix, { images, labels, rows, cols }] of [
    ['train', smallDataset.train],
    ['t10k', smallDataset.test],
  ] as const) {
    writeFileSync(join(data, `${prefix}-images-idx3-ubyte.gz`), gzipSync(encodeIdxImages(images, rows, cols)))
    writeFileSync(join(data, `${prefix}-labels-idx1-ubyte`), encodeIdxLabels(labels))
  }
  // Builds the command line if need be, so that the tests do not all do it at once.
  await runStudio(['--version'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Expects one line on stderr that matches. */
function expectComplaint({ stderr }: { stderr: string }, text: RegExp): void {
  expect(stderr).toMatch(text)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
}

describe('digit-studio train', () => {
  it('mixes ways of writing in when asked, with the usual share unless another is given', async () => {
    const history = inFolder('written.json')
    const share = async (...option: string[]) => {
      const { code } = await runStudio(['train', ...small, ...option, '--history', history])
      const { config, losses } = JSON.parse(readFileSync(history, 'utf8'))
      return { code, share: config.handwriting, losses }
    }
    const [none, usual, half] = [await share(), await share('--handwriting'), await share('--handwriting', '0.5')]
    expect([none.share, usual.share, half.share]).toEqual([undefined, 0.2, 0.5])
    expect(usual.losses).not.toEqual(none.losses)
    expect(half.losses).not.toEqual(usual.losses)
    expect(await share('--handwriting')).toEqual(usual)
    expect((await runStudio(['train', '--handwriting', '0.95'])).code).toBe(2)
    rmSync(history)
  })

  it("prints the book's line per epoch, writes the run and the weights, and nothing else", async () => {
    const [out, history] = [inFolder('w.npz'), inFolder('run.json')]
    const { code, stdout, stderr } = await runStudio(['train', ...small, '--out', out, '--history', history])
    expect(stderr).toBe('')
    expect(code).toBe(0)

    const { session, engine } = await newSession(smallRun)
    session.resume()
    await runOut(session)
    const { epochs } = session.history
    expect(stdout.trimEnd().split('\n')).toEqual(
      epochs.map(({ trainAccuracy, testAccuracy }) => `train_acc,test_acc| ${trainAccuracy},${testAccuracy}`),
    )
    expect(stdout).toMatch(/^train_acc,test_acc\| 0\.\d+,0\.\d+$/m)
    const run: Record<string, unknown> = JSON.parse(readFileSync(history, 'utf8'))
    expect(Object.keys(run)).toEqual(['config', 'losses', 'epochs', 'final', 'elapsedMs'])
    expect(run.config).toEqual({ hidden, batch, iterations, lr, std, seed, engine: 'float64' })
    expect(run.losses).toEqual(Array.from(session.history.losses()))
    expect(run.epochs).toEqual(epochs)
    expect(run.final).toEqual(session.final)
    expect(run.elapsedMs).toEqual({ load: expect.any(Number), train: expect.any(Number) })
    expect(decodeNpz(readFileSync(out), 'w.npz')).toEqual(engine.weights())
    expect(readdirSync(folder).sort()).toEqual(['data', 'run.json', 'w.npz'])
  })

  it('records the options that are not the default, and obeys them', async () => {
    const history = inFolder('adam.json')
    const options = ['--optimizer', 'adam', '--lr', '0.01', '--weight-init', 'he', '--shift', '--decay', 'cosine']
    const { code } = await runStudio(['train', ...small, ...options, '--target-accuracy', '0.3', '--history', history])
    expect(code).toBe(0)
    const run = JSON.parse(readFileSync(history, 'utf8'))
    expect(run.config).toMatchObject({
      optimizer: 'adam',
      weightInit: 'he',
      shift: true,
      decay: 'cosine',
      targetAccuracy: 0.3,
    })
    expect(run.config).not.toHaveProperty('patience')
  })

  it.runIf(process.platform !== 'win32')('writes into a pipe instead of replacing it', async () => {
    const pipe = inFolder('pipe')
    execFileSync('mkfifo', [pipe])
    const reader = outcomeOf(spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'pipe'] }))
    expect(await runStudio(['train', ...small, '--history', pipe])).toMatchObject({ code: 0, stderr: '' })
    expect(statSync(pipe).isFIFO()).toBe(true)
    expect(JSON.parse((await reader).stdout).losses).toHaveLength(iterations)
    rmSync(pipe)
  })

  it.runIf(hasScript)('draws a bar on a terminal, and takes it away', async () => {
    const line = [process.execPath, 'scripts/digitStudio.mjs', 'train', ...small].map((word) => `'${word}'`).join(' ')
    // util-linux's script gives the command a terminal of its own.
    const terminal = spawn('script', ['-qec', line, '/dev/null'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const { code, stdout } = await outcomeOf(terminal)
    expect(code).toBe(0)
    expect(stdout).toMatch(/0% · 0\/40 iterations · –\/s · – left/)
    expect(stdout).toMatch(/100% · 40\/40 iterations/)
    expect(stdout.split('\x1b[2K').at(-1)).toMatch(/^Trained in [\d.]+ s .*: train accuracy 0\.\d{4}/)
  })

  it('uses the built-in sample without --data', async () => {
    const history = inFolder('sample.json')
    const { code, stdout } = await runStudio(['train', '--iterations', '1', '--history', history])
    expect(code).toBe(0)
    const run = JSON.parse(readFileSync(history, 'utf8'))
    expect(run.losses).toHaveLength(1)
    // 12,000 images: the accuracy is a multiple of 1/12000.
    expect((run.epochs[0].trainAccuracy * 12_000) % 1).toBeCloseTo(0, 6)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  it('ends with 1 before training when the weights cannot be saved', async () => {
    for (const out of [inFolder('missing/w.npz'), folder, join(data, 'train-labels-idx1-ubyte', 'w.npz')]) {
      const outcome = await runStudio(['train', ...small, '--out', out])
      expect(outcome).toMatchObject({ code: 1, stdout: '' })
      expectComplaint(outcome, /cannot be written/)
    }
  })

  it('ends with 1 and names the folder when there is none', async () => {
    const outcome = await runStudio(['train', '--data', inFolder('没有'), ...flags])
    expect(outcome.code).toBe(1)
    expectComplaint(outcome, /没有.*cannot be read/)
  })

  it('ends with 1 and names the file that is missing', async () => {
    const broken = inFolder('broken')
    mkdirSync(broken)
    writeFileSync(join(broken, 'train-labels-idx1-ubyte'), encodeIdxLabels(smallDataset.train.labels))
    const outcome = await runStudio(['train', '--data', broken, ...flags])
    expect(outcome.code).toBe(1)
    expectComplaint(outcome, /train-images/)
  })

  it('answers Ctrl+C with one line and 130, and writes nothing', async () => {
    const out = inFolder('interrupted.npz')
    const child = startStudio(['train', ...small, '--iterations', '1000000', '--out', out])
    const finished = outcomeOf(child)
    // The first line of results: training is under way.
    child.stdout?.once('data', () => child.kill('SIGINT'))
    const outcome = await finished
    expect(outcome.code).toBe(130)
    expectComplaint(outcome, /^Interrupted/)
    expect(readdirSync(folder)).not.toContain('interrupted.npz')
  })
})

describe('digit-studio predict', () => {
  it('prints the test accuracy of saved weights as its last line', async () => {
    const [out, history] = [inFolder('p.npz'), inFolder('p.json')]
    await runStudio(['train', ...small, '--out', out, '--history', history])
    const { code, stdout, stderr } = await runStudio(['predict', '--weights', out, '--data', data])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { final } = JSON.parse(readFileSync(history, 'utf8'))
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`accuracy ${final.testAccuracy}`)
  })

  it('ends with 1 when the weights are missing or are none', async () => {
    const missing = await runStudio(['predict', '--weights', inFolder('none.npz'), '--data', data])
    expect(missing.code).toBe(1)
    expectComplaint(missing, /none\.npz cannot be read/)
    writeFileSync(inFolder('page.npz'), '<!doctype html><title>404</title>')
    const page = await runStudio(['predict', '--weights', inFolder('page.npz'), '--data', data])
    expect(page.code).toBe(1)
    expectComplaint(page, /page\.npz.*HTML/)
  })
})

describe('digit-studio sample', () => {
  it('writes four files that train reads', async () => {
    const sampleFolder = inFolder('sample/deep')
    expect(await runStudio(['sample', '--out', sampleFolder])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readdirSync(sampleFolder).sort()).toEqual([
      't10k-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
      'train-images-idx3-ubyte.gz',
      'train-labels-idx1-ubyte.gz',
    ])
    const fromFiles = await runStudio(['train', '--data', sampleFolder, '--iterations', '3'])
    const builtIn = await runStudio(['train', '--iterations', '3'])
    expect(fromFiles).toEqual(builtIn)
    expect(fromFiles.code).toBe(0)
  })

  it('ends with 1 when the folder cannot be made', async () => {
    for (const out of [
      join(data, 'train-labels-idx1-ubyte'),
      join(data, 'train-labels-idx1-ubyte', 'deep'),
      '/proc/x/y',
    ]) {
      const outcome = await runStudio(['sample', '--out', out])
      expect(outcome.code).toBe(1)
      expectComplaint(outcome, /cannot be written/)
    }
  })
})

describe('digit-studio, wrong usage', () => {
  it.each([
    [[], /missing command/],
    [['fly'], /unknown command fly/],
    [['trian'], /Did you mean train\?/],
    [['train', '--bacth', '3'], /unknown option --bacth.*Did you mean --batch\?/],
    [['train', '--batch'], /--batch <number> needs a value/],
    [['train', '--batch', '0'], /“Batch size”.*between 1 and 10000, not 0/],
    [['train', '--batch', 'many'], /not many/],
    [['train', '--batch', '2.5'], /whole number/],
    [['train', '--lr', '-1'], /not -1/],
    [['train', '--lr', ''], /Learning rate/],
    [['train', '--out', ''], /--out <file> needs a value/],
    [['train', '--data='], /--data <folder> needs a value/],
    [['predict', '--weights', ''], /--weights <file> needs a value/],
    [['sample', '--out', ''], /--out <folder> needs a value/],
    [['train', '--engine', 'gpu'], /simd, float64, not gpu/],
    [['train', 'extra'], /too many arguments/],
    [['train', '--lang', 'fr'], /zh-CN or en, not fr/],
    [['predict'], /--weights <file> is required/],
    [['predict', '--weights', 'w.npz', '--engine', 'gpu'], /not gpu/],
    [['sample'], /--out <folder> is required/],
    [['sample', '--out', 'x', '--seed', '-1'], /not -1/],
  ])('%j ends with 2', async (args, text) => {
    const outcome = await runStudio(args)
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expectComplaint(outcome, text)
  })

  it.each([
    [{ LC_ALL: 'zh_CN.UTF-8' }, []],
    [{ LC_ALL: 'C' }, ['--lang', 'zh-CN']],
  ])('speaks Chinese with %j %j', async (environment, more) => {
    expectComplaint(await runStudio(['train', '--batch', '0', ...more], environment), /“批大小”应在 1 到 10000 之间/)
  })
})

describe('digit-studio --help', () => {
  it.each([['--help'], ['train --help'], ['predict --help'], ['sample --help']])(
    '%s explains itself in Chinese',
    async (line) => {
      const { code, stdout, stderr } = await runStudio(line.split(' '), { LC_ALL: 'zh_CN.UTF-8' })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('用法：')
      expect(stdout).not.toMatch(/display help|Options:|Usage:|Commands:|default:/)
    },
  )

  it('of train names every hyperparameter', async () => {
    const { stdout } = await runStudio(['train', '--help'])
    for (const flag of ['hidden', 'batch', 'lr', 'weight-init', 'target-accuracy', 'shift'])
      expect(stdout).toContain(`--${flag}`)
  })
})
