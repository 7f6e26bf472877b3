/// Durations of one scenario, in milliseconds.
struct Measurement: Sendable {
  private var sorted: [Double]

  init(_ milliseconds: [Double]) {
    sorted = milliseconds.sorted()
  }

  var p50: Double { percentile(0.50) }
  var p95: Double { percentile(0.95) }
  var worst: Double { sorted.last ?? 0 }
  var count: Int { sorted.count }

  private func percentile(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
}

/// Measures each of `count` calls of `body`.
func measured(_ count: Int, _ body: (Int) async throws -> Void) async rethrows -> Measurement {
  let clock = ContinuousClock()
  var durations: [Double] = []
  durations.reserveCapacity(count)
  for index in 0..<count {
    let start = clock.now
    try await body(index)
    durations.append((clock.now - start).milliseconds)
  }
  return Measurement(durations)
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
  }
}
