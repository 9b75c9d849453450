#!/usr/bin/env node
require('../dist/js/main.js')
