/**
 * These tools read TypeScript through its JavaScript API, which TypeScript 7 does not have. Each gets
 * TypeScript 6 as a dependency. A `packageExtensions` entry cannot do so: typedoc declares TypeScript as a peer.
 */
const NEED_TYPESCRIPT_6 = ['dependency-cruiser', 'typedoc']

function readPackage(manifest) {
  if (NEED_TYPESCRIPT_6.includes(manifest.name)) {
    delete manifest.peerDependencies?.typescript
    manifest.dependencies = { ...manifest.dependencies, typescript: '6.0.3' }
  }
  return manifest
}

module.exports = { hooks: { readPackage } }
