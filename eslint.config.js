/** Lint: types are used honestly, promises are awaited, and no folder imports against the law. */
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }] });
const never = [
  ['/shared/', 'Nothing reads the folder beside the project but tests and benchmarks.'],
  ['/(demo|test)/', 'Nobody imports the demo or the tests.'],
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', 'model/globals.d.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['{build,model,components,server,demo,test}/**/*.ts', 'site/*.ts', 'site/{client,engine}/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/parameter-properties': 'error',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      'no-restricted-syntax': ['error',
        { selector: 'TSEnumDeclaration', message: 'A union of literals says the same without code.' },
        { selector: 'TaggedTemplateExpression[tag.name="unsafeHTML"]', message: 'Text is shown as text.' },
        { selector: 'AssignmentExpression[left.property.name="innerHTML"]', message: 'Text is shown as text.' },
      ],
    },
  },
  { files: ['test/components/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } }, // a test writes the markup that a host page would
  { files: ['components/**/*.ts'], ...lit.configs['flat/recommended'] },
  { files: ['components/**/*.ts'], ...wc.configs['flat/recommended'] },
  { files: ['components/**/*.ts'], rules: { 'wc/guard-super-call': 'off' } },
  { files: ['model/**/*.ts'], rules: forbid(...never, ['/(components|server)/', 'model/ is what both sides agree on; it knows neither.'], ['^node:', 'model/ runs in the browser too.'], ['^lit', 'model/ has no elements.']) },
  { files: ['components/**/*.ts'], rules: forbid(...never, ['/server/', 'components/ know the server only by its protocol.'], ['^node:', 'components/ run in the browser.']) },
  { files: ['server/**/*.ts'], ignores: ['server/demo.ts', 'server/services/demo-seed.ts'], rules: forbid(...never, ['/components/', 'server/ knows no element.']) },
);
