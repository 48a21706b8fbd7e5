import eslint from '@eslint/js'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import globals from 'globals'
import ladder from './scripts/ladder/rule.mjs'

/** One folder, one runtime: the packages that its files must not import. Who imports whom in src is in scripts/ladder. */
const ELECTRON = ['electron', 'electron/*']
const packages = {
  shared: [...ELECTRON, 'node:*', 'vue'],
  kernels: [...ELECTRON, 'node:*', 'vue'],
  trainer: [...ELECTRON, 'vue'],
  node: [...ELECTRON, 'vue'],
  cli: [...ELECTRON, 'vue'],
  main: ['vue'],
  preload: ['vue'],
  renderer: [...ELECTRON, 'node:*'],
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
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.vue'], tsconfigRootDir: import.meta.dirname },
    },
  },
  // vue-tsc checks the types of components; the typed rules see only half of them.
  { files: ['**/*.{js,mjs,mts,vue}', 'bench/assembly/**'], extends: [tseslint.configs.disableTypeChecked] },
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
  ...Object.entries(packages).map(([room, group]) => ({
    files: [`src/${room}/**/*.{ts,vue}`],
    plugins: { ladder },
    rules: {
      'ladder/downward-only': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group, message: `src/${room} runs where this package does not.` }] },
      ],
    },
  })),
  {
    rules: {
      'max-lines': ['error', 300],
      '@typescript-eslint/no-non-null-assertion': 'error',
      // An async function without an await turns what it throws into a rejection, which its callers rely on.
      '@typescript-eslint/require-await': 'off',
      // Stores, composables and hosts are closures: their functions have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // In numeric code an index is in range by construction.
  {
    files: [
      'src/shared/{engine,image,nn,random,formats}/**',
      'src/shared/core/{xxhash32,base64}.ts',
      'src/shared/data/{sampleDigits,handwriting,readers/png}/**',
      'src/shared/data/{idx,statistics}.ts',
      'src/shared/inside/{bugs,lossAt,gradientCheck,neurons}.ts',
      'src/shared/data/readers/idxSet.ts',
      'src/shared/training/smoothing.ts',
      'src/renderer/charts/{buckets,series}.ts',
      'src/renderer/ui/pixels.ts',
      'test/shared/{engine,formats}/**',
      'test/node/**',
      'test/renderer/charts/**',
      'bench/**',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  // Tests read JSON that the product wrote, and their expectations check it.
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  // Outside of vue-tsc a component is of no known type.
  {
    files: ['src/renderer/main.ts', 'src/renderer/app/views.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
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
