import type { KnownReason } from '../../core/errorDetails'

/** Words for what the system, gzip or a file format complain about; they fill {reason} of the messages. */
export const reasons: Record<KnownReason, string> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission denied',
  EPERM: 'the system does not allow it',
  ENOTDIR: 'it is no folder',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'a file of that name exists',
  ENOTEMPTY: 'the folder is not empty',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EBUSY: 'another program uses it',
  EMFILE: 'too many files are open',
  EIO: 'the disk failed',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'links lead in a circle',
  cutOff: 'it breaks off in the middle',
  trailing: 'there is more behind its end',
  checksum: 'its checksum is wrong',
  garbled: 'its content was altered',
  encrypted: 'it is encrypted',
  header: 'its header is not understood',
  length: 'its length is wrong',
  method: 'its compression method is not supported',
  duplicate: 'the same name occurs twice',
}
