/** The preload hooks the modules that are loaded after it, which it can't do from inside of a bundle. */
module.exports = { serverExternalPackages: ['spanray'] }
