import type { ErrorDetails, RunPart, TrainingCommand } from '../../core/errorDetails'
import type { ErrorCode } from '../../core/errors'
import type { FileKind } from '../../core/sniff'

/** One clear message per error: what was expected, what was found, what to do. */
export const errors: Record<ErrorCode, string> = {
  DATA_FOLDER_UNREADABLE: '无法读取文件夹“{folder}”（{reason}）。请检查它是否存在、是否有读取权限，或选择其他文件夹。',
  DATA_FOLDER_EMPTY:
    '文件夹“{folder}”是空的。其中应有 MNIST 的四个文件（train-images、train-labels、t10k-images、t10k-labels，.gz 或已解压均可）。请选择其他文件夹。',
  DATA_CHOICE_EMPTY:
    '所选的文件夹是空的。其中应有 MNIST 的四个文件（train-images、train-labels、t10k-images、t10k-labels，.gz 或已解压均可）。请选择其他文件夹。',
  DATA_FILE_MISSING:
    '文件夹“{folder}”里缺少 {file}（找到了：{found}）。请把四个 MNIST 文件放在同一个文件夹里再打开；也可以打开按类别分子文件夹存放的 PNG 或 JPEG 图片。',
  DATA_WRONG_KIND: '{file} 应当是{expectedKind}文件，内容却是{foundKind}文件。图像和标签的文件名可能互换了，请改回来。',
  DATA_WRONG_MAGIC:
    '{file} 不是 IDX 文件：开头应为 {expected}，实际是 {found}，看起来像是{looksLike}。请重新下载此文件。',
  DATA_TRUNCATED: '{file} 不完整：应有 {expectedBytes} 字节，实际只有 {foundBytes} 字节。请重新下载此文件。',
  DATA_TOO_LONG: '{file} 过长：按文件头应有 {expectedBytes} 字节，实际至少有 {foundBytes} 字节。请重新下载此文件。',
  DATA_NO_IMAGES: '{file} 中没有图像（文件头记录的数量为 0）。请选择其他数据集。',
  DATA_COUNTS_DIFFER:
    '数量不一致：{imagesFile} 有 {imageCount} 张图像，{labelsFile} 却有 {labelCount} 个标签。请使用同一数据集的文件。',
  DATA_IMAGE_SIZE: '{file} 的图像是 {rows}×{cols}，应为 28×28。请选择 MNIST 格式的数据集。',
  DATA_LABEL_RANGE: '{file} 的第 {index} 个标签是 {label}，应在 {min} 到 {max} 之间。请重新下载此文件。',
  DATA_GZIP_BROKEN: '{file} 无法用 gzip 解压（{reason}）。请重新下载此文件。',
  DATA_TOO_LARGE: '{file} 解压后超过 {limitMegabytes} MB，不像是 MNIST。为避免耗尽内存，已停止读取。请选择其他文件。',
  DATA_SEVERAL_FOLDERS: '文件夹“{folder}”里有多个数据集：{folders}。请打开其中一个。',
  DATA_NAMES_NOT_TEXT:
    '{file} 应为 UTF-8 文本，每行一个类别名，但内容不是 UTF-8。请另存为 UTF-8 或删除它，再打开文件夹。',
  DATA_NAMES_COUNT: '{file} 应有 {min} 到 {max} 个类别名，每行一个，实际有 {found} 个。请修改或删除它，再打开文件夹。',
  DATA_NAMES_LINE:
    '{file} 的第 {line} 行应是一个不重复的类别名，但它为空、超过 {max} 个字符，或与前面某行相同。请修改后再打开文件夹。',
  DATA_PNG_LOOSE:
    '文件夹“{folder}”里直接放了 {count} 张图片，无法判断类别。请为每一类建一个子文件夹（如 0、1、2……）再打开。',
  DATA_PNG_ONLY: '文件夹“{folder}”里有 {file}，但只能读取 PNG 和 JPEG。请转换为 PNG 或移走该文件，再打开文件夹。',
  DATA_PNG_BROKEN: '{file} 无法作为 PNG 或 JPEG 解码（{reason}）。请修复或删除此图片。',
  DATA_PNG_TOO_LARGE: '{file} 太大：宽和高都不应超过 {side} 像素。请缩小此图片。',
  DATA_ONE_CLASS: '文件夹“{folder}”里只有一类（{class}）。至少需要两类，每类一个子文件夹。',
  DATA_TOO_MANY_CLASSES: '文件夹“{folder}”里有 {found} 类，最多 {max} 类。请减少类别，或检查是否选错了文件夹。',
  DATA_CLASSES_DIFFER: '文件夹“{folder}”的测试数据里有训练数据没有的类别：{classes}。请使两者的类别一致。',
  DATA_TOO_FEW_IMAGES: '文件夹“{folder}”里的图片太少（{found} 张）：训练和测试各需至少一张。请增加图片后再打开。',
  DOWNLOAD_OFFLINE:
    '无法连接任何镜像，{file} 未能下载（{attempts}）。请检查网络后重试，已下载的部分会保留。没有网络时可使用内置样本。',
  DOWNLOAD_BLOCKED:
    '所有镜像都拒绝提供 {file}（{attempts}）。当前网络可能屏蔽了这些镜像：请更换网络或代理，或自行下载四个文件后打开文件夹。',
  DOWNLOAD_CHECKSUM: '下载的 {file} 不是 MNIST 的文件：校验和不符（{attempts}）。文件已删除，请稍后重试或更换网络。',
  DOWNLOAD_FAILED: '{file} 未能下载完成（{attempts}）。请重试，会从中断处继续。',
  HYPERPARAMETER_INVALID: '“{field}”应在 {min} 到 {max} 之间，当前为 {value}。请修改后再开始。',
  HYPERPARAMETER_NOT_WHOLE: '“{field}”应是 {min} 到 {max} 之间的整数，当前为 {value}。请修改后再开始。',
  HYPERPARAMETER_CHOICE: '“{field}”应为以下选项之一：{options}，当前为 {value}。请修改后再开始。',
  TRAINING_NO_DATA: '还没有数据集。请先打开 MNIST 文件夹，或使用内置样本。',
  TRAINING_WRONG_STATE: '{state}，无法{command}。',
  TRAINER_CRASHED:
    '训练进程意外退出（{reason}）。界面和设置不受影响，训练可从最近的检查点恢复，结果与未中断过完全相同。',
  WEIGHTS_NONE: '还没有权重。请先训练，或导入一个 .npz 文件。',
  WEIGHTS_NOT_NPZ: '{file} 不是 .npz 权重文件，看起来像是{looksLike}。请选择由本程序或 numpy.savez 保存的文件。',
  WEIGHTS_BROKEN: '{file} 已损坏（{reason}）。请重新导出权重，或重新下载此文件。',
  WEIGHTS_TOO_LARGE:
    '{file} 中的数组解压后超过 {limitMegabytes} MB，两层网络不会有这么大的数组。为避免耗尽内存，已停止读取。请选择其他文件。',
  WEIGHTS_ARRAY_MISSING: '{file} 中缺少数组 {array}（找到了：{found}）。应有 W1、b1、W2、b2 四个数组。',
  WEIGHTS_SHAPE: '{file} 中 {array} 的形状是 {found}，应为 {expected}。请选择两层网络的权重。',
  WEIGHTS_CLASSES: '{file} 中的网络有 {found} 个输出，应为 {min} 到 {max} 个。请选择类别数在此范围内的权重。',
  WEIGHTS_DTYPE: '{file} 中 {array} 的类型是 {found}，应为 float32 或 float64。请用 numpy.savez 重新保存。',
  WEIGHTS_NOT_FINITE: '{file} 中的 {array} 含有 NaN 或无穷大，无法使用。请选择未发散的训练所保存的权重。',
  COMPARISON_CLASSES: '这组权重有 {found} 类，当前权重有 {expected} 类，无法对比。请选择 {expected} 类的权重。',
  RUN_UNKNOWN: '这条记录已不存在，列表将刷新。请选择其他记录。',
  RUN_DAMAGED: '这条记录的{part}已损坏（{reason}）。其他记录不受影响。请选择其他记录，或用相同的设置重新训练。',
  RUN_OTHER_DATA:
    '这次训练用的是“{wanted}”（{wantedCount} 张训练图像），当前打开的是“{loaded}”（{loadedCount} 张）。请先打开原数据集再继续。',
  RUN_NOTHING_LEFT: '这次训练的 {iterations} 次迭代已全部完成，无法继续。请增加迭代次数后重新训练。',
  OWN_DIGITS_FULL: '“我的数字”已满（最多 {limit} 个）。请先导出并删除一些，再继续添加。',
  HANDWRITING_NO_DIGITS:
    '“各种写法”只能加入 28×28 的数字数据集，当前数据集的类别里没有 0 到 9。请把它设为 0，或换一个数字数据集。',
  DRAWINGS_INVALID:
    '{file} 不是笔迹文件（{at}：{reason}）。其中应有列表“digits”，每个笔迹写作 [来源, 书写者, 数字, [[x0, y0, x1, y1, …], …]]。',
  DRAWING_NO_INK: '“{file}”里没有找到字迹：没有明显比背景深或浅的部分。请换一张字迹清晰、背景干净的图片。',
  DRAWING_NO_PICTURE: '“{file}”不是能打开的图片（{reason}）。请使用 PNG、JPEG 或 WebP 图片。',
  SETTINGS_CODE_INVALID: '“{text}”不是设置代码。设置代码以 ds1: 开头，例如 ds1:h100-l0.2。请复制完整的代码后重试。',
  FILE_READ_FAILED: '无法读取 {file}（{reason}）。请检查文件是否存在、是否有读取权限。',
  FILE_WRITE_FAILED: '无法写入 {file}（{reason}）。请选择有写入权限且空间足够的位置。',
  DISK_FULL: '{file} 未能保存：磁盘已满，需要 {neededBytes} 的空间。请释放空间或选择其他位置；之前保存的内容不受影响。',
  SIMD_UNAVAILABLE: '本机的 WebAssembly 不支持 SIMD，已改用 float64 引擎：同样准确，但速度较慢。',
  BAD_REQUEST: '请求“{channel}”的内容无效（{reason}）。这是程序错误，请复制详情并反馈给开发者。',
  INTERNAL: '程序内部出错（{reason}）。已有的结果不受影响；请复制详情并反馈给开发者。',
}

/** Words that fill {looksLike}, {expectedKind} and {foundKind} of the messages above. */
export const fileKinds = {
  images: '图像',
  labels: '标签',
  html: 'HTML 网页（可能下载到了错误页面）',
  xml: 'XML 文档（可能是服务器的错误信息）',
  lfs: 'Git LFS 指针（实际文件尚未拉取）',
  zip: 'ZIP 压缩包',
  png: 'PNG 图片',
  jpeg: 'JPEG 图片',
  pdf: 'PDF 文档',
  gzip: 'gzip 压缩文件',
  gzipTwice: 'gzip 压缩文件（压缩了两次）',
  npy: 'NumPy .npy 文件',
  pickle: 'Python pickle 文件（打开它会运行其中的代码，故不读取；请在 Python 中用 numpy.savez 另存）',
  json: 'JSON 文本',
  text: '纯文本',
  empty: '空文件',
  idx: '其他类型的 IDX 文件',
  unknown: '未知格式',
} satisfies Record<FileKind, string>

/** Words that fill {part} of RUN_DAMAGED. */
export const runParts = {
  record: '设置与结果',
  curves: '曲线',
  weights: '权重',
  checkpoint: '检查点',
} satisfies Record<RunPart, string>

/** Words that fill {command} and {state} of TRAINING_WRONG_STATE. */
export const trainingWords = {
  start: '开始新的训练',
  resume: '继续训练',
  pause: '暂停',
  step: '单步执行',
  stop: '停止',
  learningRate: '修改学习率',
  restoreBest: '恢复最佳权重',
  continueFromStable: '从正常快照继续',
  lengthen: '再练',
  checkpoint: '保存检查点',
  import: '导入权重',
  idle: '尚未开始训练',
  running: '训练正在进行',
  paused: '训练已暂停',
  ended: '训练已结束',
} satisfies Record<TrainingCommand | ErrorDetails['TRAINING_WRONG_STATE']['state'], string>
