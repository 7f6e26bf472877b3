/// Drawn by the runtime.
