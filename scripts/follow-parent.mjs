// Preloaded into the Node programs we start: when we are killed outright, the channel to us closes and they end too.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();

// What they start in turn follows them, not us: it must not inherit this preload.
process.execArgv.length = 0;
