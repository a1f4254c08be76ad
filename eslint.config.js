import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { ROOMS } from './scripts/parts/rooms.mjs';

const inRooms = ROOMS.map((room) => `${room}/**/*.{ts,tsx,mjs}`);

/** What would make a rule depend on anything but its state and command. */
const IMPURE_GLOBALS = [
  'process',
  'crypto',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'Intl',
  'structuredClone',
];
const IMPURE_PROPERTIES = [
  { object: 'Date', property: 'now' },
  { object: 'Math', property: 'random' },
];

/** @type {import('eslint').Linter.RulesRecord} */
const houseRules = {
  // openid-client marks it so only to make it stand out; settings let it through for this machine alone.
  '@typescript-eslint/no-deprecated': [
    'error',
    { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
  ],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // By code point is how a Chinese name is taken apart.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
    { selector: 'TSEnumDeclaration', message: 'A union of strings instead.' },
  ],
};

export default defineConfig(
  globalIgnores([
    'node_modules',
    '**/dist',
    'coverage',
    'web/client/schema.d.ts',
    '.cache',
    '.data',
    'test/house/planted',
    '*.cjs',
  ]),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: houseRules,
  },
  {
    files: inRooms,
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60 }],
    },
  },
  {
    // The rules; the runner beside them is allowed the sandbox's own clock.
    files: ['workflows/*/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      'no-restricted-properties': ['error', ...IMPURE_PROPERTIES],
    },
  },
  {
    // `expect.any` and the like are of type any.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // A cast in a comment, as .mjs files write it, is not seen; the compiler does see it.
    files: ['scripts/**/*.mjs'],
    rules: Object.fromEntries(
      ['assignment', 'argument', 'call', 'member-access', 'return'].map((use) => [
        `@typescript-eslint/no-unsafe-${use}`,
        'off',
      ]),
    ),
  },
  {
    // What people see on the terminal is printed, not logged.
    files: ['scripts/**/*.mjs', 'audit/cli/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // What the API answers is said where it is read.
    files: ['web/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-unnecessary-type-parameters': 'off' },
  },
  {
    // These tools ask for a default export.
    files: ['**/*.config.{js,ts}', 'test/support/global-setup.ts', 'db/drizzle.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
