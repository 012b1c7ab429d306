// What a script of the page finds: the binding must be gone before it runs.
globalThis.foundAtStart = { binding: typeof standoffSend, bridge: typeof standoffBridge };
