import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { sniffKind } from '../../../src/shared/core/sniff'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('sniffKind', () => {
  it.each([
    ['empty', new Uint8Array(0)],
    ['html', text('\n <!DOCTYPE HTML>\n<html>')],
    ['html', text('<html><head><title>404</title>')],
    ['html', text('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">')],
    ['html', text('\n<!-- saved from a proxy -->\n<!DOCTYPE html><html>')],
    ['xml', text('<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>')],
    ['lfs', text('version https://git-lfs.github.com/spec/v1\noid sha256:4665\nsize 9912422\n')],
    ['zip', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])],
    ['png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['jpeg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
    ['pdf', text('%PDF-1.7')],
    ['gzip', new Uint8Array(gzipSync('x'))],
    ['npy', new Uint8Array([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])],
    ['json', text('{"error": "not found"}')],
    ['json', text('[1, 2]')],
    ['text', text('没有这个文件')],
    ['text', text('\ufeffAccess denied')],
    ['images', new Uint8Array([0, 0, 8, 3, 0, 0, 0, 1])],
    ['labels', new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1])],
    ['idx', new Uint8Array([0, 0, 13, 3, 0, 0, 0, 1])],
    ['idx', new Uint8Array([0, 0, 8, 2, 0, 0, 0, 1])],
    ['unknown', new Uint8Array([0, 0, 0, 0, 0, 0])],
    ['unknown', new Uint8Array([1, 2, 3])],
  ])('knows %s by its first bytes (case %#)', (kind, bytes) => {
    expect(sniffKind(bytes)).toBe(kind)
  })
})
