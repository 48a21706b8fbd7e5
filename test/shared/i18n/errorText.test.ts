import { describe, expect, it } from 'vitest'
import { errorText } from '../../../src/shared/i18n/messages'

const reading = (reason: string) => ({ code: 'FILE_READ_FAILED', detail: { file: 'a.gz', reason } }) as const
const gzip = (reason: string) => ({ code: 'DATA_GZIP_BROKEN', detail: { file: 'a.gz', reason } }) as const
const npz = (reason: string) => ({ code: 'WEIGHTS_BROKEN', detail: { file: 'w.npz', reason } }) as const

describe('errorText', () => {
  it.each([
    [reading('ENOENT: no such file or directory'), '不存在', 'it does not exist'],
    [reading('EACCES: permission denied'), '没有权限', 'permission denied'],
    [reading('ENOSPC'), '磁盘已满', 'the disk is full'],
    [gzip('unexpected end of file'), '内容在中途断开', 'it breaks off in the middle'],
    [gzip('Compressed input was truncated.'), '内容在中途断开', 'it breaks off in the middle'],
    [gzip('Junk found after end of compressed data.'), '结尾有多余的内容', 'there is more behind its end'],
    [gzip('incorrect data check'), '校验和不符', 'its checksum is wrong'],
    [gzip('The compressed data was not valid: invalid block type.'), '中间的内容被改动', 'its content was altered'],
    [npz('the end is missing'), '内容在中途断开', 'it breaks off in the middle'],
    [npz('W1.npy: checksum differs'), 'W1: 校验和不符', 'W1: its checksum is wrong'],
    [npz('b2: 80 bytes of data expected, 8 found'), 'b2: 长度不符', 'b2: its length is wrong'],
  ])('says the reason of %j in the language of the window', (error, chinese, english) => {
    expect(errorText(error, 'zh-CN')).toContain(`（${chinese}）`)
    expect(errorText(error, 'en')).toContain(`(${english})`)
  })

  it('passes on a reason that nothing is known of', () => {
    expect(errorText(reading('EWEIRD: odd'), 'zh-CN')).toContain('EWEIRD: odd')
    expect(errorText(gzip('who knows'), 'zh-CN')).toContain('who knows')
    expect(errorText(reading('truncated'), 'en')).toContain('(truncated)')
  })
})
