import Dispatch
import Glibc

/// Runs `body`, and cancels its task when the program is told to end, so that it can leave things in order.
func stoppingOnSignals<Value: Sendable>(
  _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let task = Task.detached { try await body() }
  let sources = [SIGTERM, SIGINT, SIGHUP].map { number in
    // The default would end the program before the source could tell.
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { task.cancel() }
    source.resume()
    return source
  }
  defer { for source in sources { source.cancel() } }
  return try await task.value
}
