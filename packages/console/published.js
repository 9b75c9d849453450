const { join } = require('node:path')

exports.prepareConsole = async () => join(__dirname, 'dist')
