import { describe, expect, it } from 'vitest'
import { errorText, messagesOf } from '../../../src/shared/i18n/messages'
import { StudioError } from '../../../src/shared/core/errors'
import type { FileFault } from '../../../src/shared/core/errorDetails'
import { gzipFault } from '../../../src/shared/data/readers/gzipFault'

const reading = (reason: string) => new StudioError('FILE_READ_FAILED', { file: 'a.gz', reason })
const gzip = (message: string) =>
  new StudioError('DATA_GZIP_BROKEN', { file: 'a.gz', reason: gzipFault(new Error(message)) })
const npz = (reason: FileFault, array?: string) =>
  new StudioError('WEIGHTS_BROKEN', { file: 'w.npz', reason, ...(array === undefined ? {} : { array }) })

describe('errorText', () => {
  it.each([
    [reading('ENOENT'), '不存在', 'not found'],
    [reading('EACCES'), '没有权限', 'permission denied'],
    [reading('ENOSPC'), '磁盘已满', 'the disk is full'],
    [gzip('unexpected end of file'), '内容不完整', 'incomplete data'],
    [gzip('Compressed input was truncated.'), '内容不完整', 'incomplete data'],
    [gzip('Junk found after end of compressed data.'), '末尾有多余内容', 'trailing data'],
    [gzip('incorrect data check'), '校验和不符', 'checksum mismatch'],
    [gzip('The compressed data was not valid: invalid block type.'), '内容已损坏', 'corrupted data'],
    [npz('cutOff'), '内容不完整', 'incomplete data'],
    [npz('checksum', 'W1'), 'W1：校验和不符', 'W1: checksum mismatch'],
    [npz('length', 'b2'), 'b2：长度不符', 'b2: wrong length'],
  ])('says the reason of %j in the language of the window', (error, chinese, english) => {
    expect(errorText(error, 'zh-CN')).toContain(`（${chinese}）`)
    expect(errorText(error, 'en')).toContain(`(${english})`)
  })

  it('says kinds of files, states and parts in the language of the window', () => {
    const kinds = new StudioError('DATA_WRONG_KIND', { file: 'f', expectedKind: 'images', foundKind: 'labels' })
    expect(errorText(kinds, 'zh-CN')).toContain('应当是图像文件，内容却是标签文件')
    const state = new StudioError('TRAINING_WRONG_STATE', { command: 'pause', state: 'ended' })
    expect(errorText(state, 'zh-CN')).toBe('训练已结束，无法暂停。')
    const part = new StudioError('RUN_DAMAGED', { part: 'checkpoint', reason: 'ENOENT' })
    expect(errorText(part, 'en')).toMatch(/^The checkpoint of this run cannot be read \(not found\)/)
    const other = new StudioError('RUN_OTHER_DATA', { wanted: null, wantedCount: 1, loaded: 'M', loadedCount: 2 })
    expect(errorText(other, 'en')).toContain('“Built-in sample”')
  })

  it('separates names as the language does, and Latin from Chinese', () => {
    const missing = new StudioError('DATA_FILE_MISSING', { folder: 'f', file: ['a', 'b'], found: ['c', 'd'] })
    expect(errorText(missing, 'zh-CN')).toContain('缺少 a、b（找到了：c、d）')
    expect(errorText(missing, 'en')).toContain('has no a, b (found: c, d)')
    const looks = (looksLike: 'zip' | 'text') =>
      errorText(new StudioError('WEIGHTS_NOT_NPZ', { file: 'w', looksLike }), 'zh-CN')
    expect(looks('zip')).toContain('看起来像是 ZIP')
    expect(looks('text')).toContain('看起来像是纯文本')
  })

  it('passes on a reason that nothing is known of', () => {
    expect(errorText(reading('EWEIRD: odd'), 'zh-CN')).toContain('EWEIRD: odd')
    expect(errorText(gzip('who knows'), 'zh-CN')).toContain('who knows')
    expect(errorText(reading('truncated'), 'en')).toContain('(truncated)')
  })
})

/** Every word that messages translate, as the name of somebody's folder. */
const { fileKinds, trainingWords, reasons, hyperparameters } = messagesOf('en')
const WORDS = [fileKinds, trainingWords, reasons, hyperparameters].flatMap(Object.keys)

describe.each(['zh-CN', 'en'] as const)('errorText in %s', (language) => {
  it.each([
    ['an empty folder', (name) => new StudioError('DATA_FOLDER_EMPTY', { folder: name })],
    ['the files found', (name) => new StudioError('DATA_FILE_MISSING', { folder: 'f', file: ['x'], found: [name] })],
    ['the missing file', (name) => new StudioError('DATA_FILE_MISSING', { folder: 'f', file: [name], found: ['x'] })],
    ['several folders', (name) => new StudioError('DATA_SEVERAL_FOLDERS', { folder: 'f', folders: [name] })],
    ['a class', (name) => new StudioError('DATA_ONE_CLASS', { folder: 'f', class: name })],
    ['classes', (name) => new StudioError('DATA_CLASSES_DIFFER', { folder: 'f', classes: [name] })],
    ['an array found', (name) => new StudioError('WEIGHTS_ARRAY_MISSING', { file: 'w', array: 'W1', found: [name] })],
    ['a dtype', (name) => new StudioError('WEIGHTS_DTYPE', { file: 'w', array: 'W1', found: name })],
    ['a settings code', (name) => new StudioError('SETTINGS_CODE_INVALID', { text: name })],
    [
      'the dataset of a run',
      (name) => new StudioError('RUN_OTHER_DATA', { wanted: name, wantedCount: 7, loaded: null, loadedCount: 8 }),
    ],
  ] satisfies [string, (name: string) => StudioError][])(
    'keeps the name of %s, whatever word it is',
    (_what, errorWith) => {
      const changed = WORDS.filter((name) => !errorText(errorWith(name), language).includes(name))
      expect(changed).toEqual([])
      const other = errorText(errorWith('~'), language)
      for (const name of WORDS) expect(errorText(errorWith(name), language)).toBe(other.replace('~', name))
    },
  )
})
