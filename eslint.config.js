import eslint from '@eslint/js'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import globals from 'globals'

/** One folder = one runtime: what each room must not import. */
const rooms = {
  shared: [
    'electron',
    'electron/*',
    'node:*',
    'vue',
    '**/main/**',
    '**/renderer/**',
    '**/trainer/**',
    '**/cli/**',
    '**/preload/**',
  ],
  trainer: ['electron', 'vue', '**/main/**', '**/renderer/**', '**/cli/**', '**/preload/**'],
  main: ['vue', '**/renderer/**', '**/cli/**', '**/preload/**'],
  preload: ['vue', '**/main/**', '**/renderer/**', '**/trainer/**', '**/cli/**'],
  node: [
    'electron',
    'electron/*',
    'vue',
    '**/main/**',
    '**/renderer/**',
    '**/trainer/**',
    '**/cli/**',
    '**/preload/**',
  ],
  cli: ['electron', 'vue', '**/main/**', '**/renderer/**', '**/preload/**'],
  renderer: ['electron', 'electron/*', 'node:*', '**/main/**', '**/cli/**', '**/preload/**'],
}

export default tseslint.config(
  {
    ignores: [
      'out/',
      'dist/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      '**/*.generated.ts',
      'src/kernels/assembly/',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    files: ['src/renderer/**', 'test/renderer/**', 'src/trainer/browser/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['scripts/**', 'src/kernels/*.mjs', 'bench/**', '*.config.*', 'test/**'],
    languageOptions: { globals: globals.node },
  },
  {
    rules: {
      // Layout is prettier's; these only fight it.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      // In templates they are written Button and Notice, never as HTML's own elements.
      'vue/multi-word-component-names': ['error', { ignores: ['Button', 'Notice', 'Segmented'] }],
      // TypeScript knows which props may be missing.
      'vue/require-default-prop': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  ...Object.entries(rooms).map(([room, group]) => ({
    files: [`src/${room}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group, message: `src/${room} must not import this: one folder is one runtime (docs/architecture.md).` },
          ],
        },
      ],
    },
  })),
  {
    files: ['src/shared/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
      'no-restricted-globals': ['error', 'setTimeout', 'performance'],
    },
  },
)
