// Packages for Linux, Windows and macOS; docs/packaging.md says why each option is as it is.
import { readFileSync } from 'node:fs'
import { keepOnlyOurs } from './scripts/packaging/keepOnlyOurs.mjs'
import { writeSums } from './scripts/packaging/sums.mjs'
import { repositoryOf } from './scripts/repository.mjs'

const manifest = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const { env } = process

const BOTH = ['x64', 'arm64']
const each = (...targets) => targets.map((target) => ({ target, arch: BOTH }))

/** With a certificate the application is signed by it; without one, ad hoc: an arm64 Mac calls unsigned programs damaged. */
const macSigned = Boolean(env.CSC_LINK || env.CSC_NAME)
const azure = env.AZURE_SIGN_ENDPOINT && {
  endpoint: env.AZURE_SIGN_ENDPOINT,
  codeSigningAccountName: env.AZURE_SIGN_ACCOUNT,
  certificateProfileName: env.AZURE_SIGN_PROFILE,
  publisherName: env.AZURE_SIGN_PUBLISHER,
}

export default {
  appId: 'digit-studio',
  // Names of folders and files; what people read is in the display names below.
  productName: 'digit-studio',
  copyright: 'Copyright © 2026 the Digit Studio authors, MIT License',
  directories: { output: 'dist', buildResources: 'resources' },
  extraMetadata: { homepage: repositoryOf(manifest)?.url ?? 'about:blank' },
  // The build has everything that runs inside: no package is needed beside it.
  files: [
    'out/{main,preload,renderer}/**',
    'resources/windowIcon.png',
    'LICENSE',
    // The browser version's own code, and what the list of the page has already.
    '!out/renderer/assets/{browserHost,webWorker,helper,pretrained}-*.js',
    '!out/main/licenses.md',
    '!**/.sources',
    '!node_modules',
  ],
  npmRebuild: false,
  electronDist: env.ELECTRON_OVERRIDE_DIST_PATH || null,
  electronLanguages: ['zh-CN', 'en-US'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
  },
  afterPack: keepOnlyOurs,
  afterAllArtifactBuild: writeSums,
  publish: null,
  toolsets: { appimage: '1.0.3' },
  linux: {
    target: each('deb', 'rpm', 'AppImage'),
    executableName: 'digit-studio',
    artifactName: '${name}-${version}-linux-${arch}.${ext}',
    icon: 'resources/icons',
    syncDesktopName: true,
    maintainer: 'Digit Studio authors',
    synopsis: 'Train a two-layer network on handwritten digits and watch it learn',
    description: 'Companion to chapter 5 of Deep Learning from Scratch. Works offline.',
    category: 'Education;ArtificialIntelligence',
    packageCategory: 'education',
    desktop: {
      entry: {
        Name: 'Digit Studio',
        'Name[zh_CN]': '手写数字工坊',
        'Comment[zh_CN]': '看书中的两层网络如何学会识别手写数字',
        Keywords: 'MNIST;neural network;backpropagation;',
        'Keywords[zh_CN]': 'MNIST;神经网络;反向传播;深度学习;手写数字;',
      },
    },
  },
  win: {
    target: each('nsis', 'zip'),
    icon: 'resources/icon.ico',
    artifactName: '${name}-${version}-win-${arch}.${ext}',
    ...(azure ? { azureSignOptions: azure } : {}),
  },
  nsis: {
    artifactName: '${name}-${version}-win-${arch}-setup.${ext}',
    // For one person, without an administrator.
    oneClick: true,
    perMachine: false,
    buildUniversalInstaller: false,
    shortcutName: '手写数字工坊',
    uninstallDisplayName: '手写数字工坊 ${version}',
    installerLanguages: ['zh_CN', 'en_US'],
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: each('dmg', 'zip'),
    icon: 'resources/icon.icns',
    artifactName: '${name}-${version}-mac-${arch}.${ext}',
    category: 'public.app-category.education',
    extendInfo: { CFBundleDisplayName: '手写数字工坊' },
    ...(macSigned ? { hardenedRuntime: true } : { identity: '-', hardenedRuntime: false }),
    notarize: macSigned && Boolean(env.APPLE_API_KEY || env.APPLE_ID),
  },
}
