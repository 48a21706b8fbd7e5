import type { KnownReason } from '../../core/errorDetails'

/** Texts for errors of the system, of gzip and of file formats; they fill {reason} of the messages. */
export const reasons: Record<KnownReason, string> = {
  ENOENT: 'not found',
  EACCES: 'permission denied',
  EPERM: 'not permitted by the system',
  ENOTDIR: 'not a folder',
  EISDIR: 'a folder, not a file',
  EEXIST: 'a file with that name already exists',
  ENOTEMPTY: 'the folder is not empty',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EBUSY: 'in use by another program',
  EMFILE: 'too many open files',
  EIO: 'disk read or write error',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'circular link',
  cutOff: 'incomplete data',
  trailing: 'trailing data',
  checksum: 'checksum mismatch',
  garbled: 'corrupted data',
  encrypted: 'encrypted',
  header: 'unrecognized header',
  length: 'wrong length',
  method: 'unsupported compression method',
  duplicate: 'duplicate name',
}
