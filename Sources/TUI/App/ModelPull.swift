/// The fetching of the model, as far as this desk began it.
struct ModelPull: Equatable, Sendable {
  private(set) var request = Awaiting.nothing
  private(set) var progress: PullProgress?
  /// Offered once by itself; after that it is asked for.
  var wasOffered = false

  var isRunning: Bool { request != .nothing }

  mutating func begin(_ request: RequestID) {
    self.request = .reply(request)
    progress = nil
  }

  /// False when the news are of an older one.
  mutating func grow(_ request: RequestID, to progress: PullProgress) -> Bool {
    guard self.request.isFor(request) else { return false }
    self.progress = progress
    return true
  }

  mutating func end(_ request: RequestID) -> Bool {
    guard self.request.isFor(request) else { return false }
    self.request = .nothing
    progress = nil
    return true
  }
}
