// In the place of the package `debug` in the preload's bundle.
module.exports = () => () => {}
