import type { KnownReason } from '../../core/errorDetails'

/** Texts for errors of the system, of gzip and of file formats; they fill {reason} of the messages. */
export const reasons = {
  // The system's codes (errno).
  ENOENT: '不存在',
  EACCES: '没有权限',
  EPERM: '系统不允许',
  ENOTDIR: '不是文件夹',
  EISDIR: '是文件夹，不是文件',
  EEXIST: '已有同名文件',
  ENOTEMPTY: '文件夹不为空',
  ENOSPC: '磁盘已满',
  EDQUOT: '超出磁盘配额',
  EROFS: '磁盘只读',
  EBUSY: '正被其他程序使用',
  EMFILE: '打开的文件过多',
  EIO: '磁盘读写错误',
  ENAMETOOLONG: '名称过长',
  ELOOP: '符号链接成环',
  // Compressed and packed files.
  cutOff: '内容不完整',
  trailing: '末尾有多余内容',
  checksum: '校验和不符',
  garbled: '内容已损坏',
  encrypted: '已加密',
  header: '文件头无法识别',
  length: '长度不符',
  method: '不支持的压缩方式',
  duplicate: '名称重复',
} satisfies Record<KnownReason, string>
