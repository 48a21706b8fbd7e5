import type { about as zh } from '../zh-CN/about'

/** Settings › About: what this is and what it runs on. */
export const about: typeof zh = {
  title: 'About',
  version: 'Digit Studio {version}',
  local: 'Everything is computed on this machine; no network is needed.',
  license: 'MIT License',
  libraries: 'Open-source software included',
  librariesMissing: 'The list of licenses cannot be read.',
  checkUpdates: 'Check for updates',
  checkUpdatesHint:
    'Opens the releases page in your browser. The application never checks or downloads anything on its own.',
  noSandbox: 'Running without the Chromium sandbox (--no-sandbox)',
  noSandboxHint:
    'Everything works, with one layer of protection less. An AppImage starts this way where the system does not let ordinary programs create user namespaces; install the .deb or .rpm to have the sandbox.',
  oneThread: 'Training uses one thread',
  oneThreadHint:
    'This page is not cross-origin isolated, so threads cannot share memory. Results are the same, but training is slower. If your browser allows offline caching, two threads are used once you reopen this page.',
}
