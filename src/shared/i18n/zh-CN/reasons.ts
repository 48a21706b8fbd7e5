import type { KnownReason } from '../../core/errorDetails'

/** Words for what the system, gzip or a file format complain about; they fill {reason} of the messages. */
export const reasons = {
  // The system's codes (errno).
  ENOENT: '不存在',
  EACCES: '没有权限',
  EPERM: '系统不允许',
  ENOTDIR: '不是文件夹',
  EISDIR: '是文件夹，不是文件',
  EEXIST: '同名的文件已经存在',
  ENOTEMPTY: '文件夹不是空的',
  ENOSPC: '磁盘已满',
  EDQUOT: '超出了磁盘配额',
  EROFS: '只读的磁盘',
  EBUSY: '正被别的程序使用',
  EMFILE: '打开的文件太多',
  EIO: '磁盘读写出错',
  ENAMETOOLONG: '名字太长',
  ELOOP: '链接绕成了圈',
  // Compressed and packed files.
  cutOff: '内容在中途断开',
  trailing: '结尾有多余的内容',
  checksum: '校验和不符',
  garbled: '中间的内容被改动',
  encrypted: '已加密',
  header: '文件头无法辨认',
  length: '长度不符',
  method: '压缩方式不受支持',
  duplicate: '同一个名字出现了两次',
} satisfies Record<KnownReason, string>
