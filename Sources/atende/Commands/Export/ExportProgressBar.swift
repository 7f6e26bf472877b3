import ContactsCore

/// How far an export is, how fast, and for how much longer, on a terminal's last line.
final class ExportProgressBar: Sendable {
  private let isShown: Bool
  private let elapsed: @Sendable () -> Int64
  /// Milliseconds at which it was drawn last; nil until then.
  private let drawn = Guarded<Int64?>(nil)

  /// Milliseconds between two drawings, and before the first.
  private static let pause: Int64 = 200

  init(isShown: Bool, elapsed: @escaping @Sendable () -> Int64) {
    self.isShown = isShown
    self.elapsed = elapsed
  }

  func show(_ progress: ExportProgress) {
    guard isShown else { return }
    let now = elapsed()
    switch progress {
    case .packing:
      guard drawn.withLock({ $0 != nil }) else { return }
      Streams.progress("[\(ExportProgressBar.bar(1, of: 1))] compactando a planilha…")
    case .writing(let done, let total):
      let isDue = drawn.withLock { last in
        guard now - (last ?? 0) >= ExportProgressBar.pause else { return false }
        last = now
        return true
      }
      if isDue { Streams.progress(ExportProgressBar.line(done, of: total, after: now)) }
    }
  }

  func clear() {
    if drawn.withLock({ $0 != nil }) { Streams.progress("") }
  }

  static func line(_ done: Int, of total: Int, after milliseconds: Int64) -> String {
    let words = ExportProgress.writing(done, of: total).words(after: milliseconds)
    return "[\(bar(done, of: total))] \(words)"
  }

  private static func bar(_ done: Int, of total: Int) -> String {
    let filled = total > 0 ? min(done, total) * 30 / total : 30
    return String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
  }
}
