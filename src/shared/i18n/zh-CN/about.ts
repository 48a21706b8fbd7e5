/** Settings › About: what this is and what it runs on. */
export const about = {
  title: '关于',
  version: '手写数字工坊 {version}',
  local: '所有计算都在本机完成，无需联网。',
  license: 'MIT 许可证',
  libraries: '随附的开源软件',
  librariesMissing: '无法读取许可证列表。',
  checkUpdates: '检查更新',
  checkUpdatesHint: '在系统的浏览器中打开发布页。程序不会自行检查或下载更新。',
  noSandbox: '没有启用 Chromium 沙箱（--no-sandbox）',
  noSandboxHint:
    '功能不受影响，但少了一层保护。系统不允许普通程序创建用户命名空间时，AppImage 会这样启动；安装 .deb 或 .rpm 即可启用沙箱。',
  oneThread: '只用一个线程训练',
  oneThreadHint:
    '此页面没有跨源隔离，线程之间不能共享内存。结果相同，速度较慢。浏览器允许离线缓存时，重新打开此页面后可以用两个线程。',
}
