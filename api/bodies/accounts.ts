/** What signing in takes: `code` from whoever has a second factor, `post` from whoever acts as another than their own. */
export const SIGN_IN_SCHEMA = {
  type: 'object',
  required: ['username', 'password'],
  additionalProperties: false,
  properties: {
    username: { type: 'string', minLength: 1, maxLength: 64 },
    password: { type: 'string', minLength: 1, maxLength: 256 },
    code: { type: 'string', minLength: 6, maxLength: 32 },
    post: { type: 'string', minLength: 1, maxLength: 64 },
  },
} as const;
