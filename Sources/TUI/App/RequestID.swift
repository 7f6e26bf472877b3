/// Tells one request from the next, so that a reply to an older one falls out by comparison.
///
/// A later request has a greater number.
public struct RequestID: Hashable, Comparable, Sendable {
  let number: Int

  init(_ number: Int) {
    self.number = number
  }

  public static func < (left: RequestID, right: RequestID) -> Bool { left.number < right.number }
}

/// Counts requests: a part of the model, so that the same keys always give the same numbers.
struct RequestCounter: Equatable, Sendable {
  private var last = 0

  mutating func next() -> RequestID {
    last += 1
    return RequestID(last)
  }
}

/// A pause that has been asked for, and what for.
public enum Tick: Hashable, Sendable {
  /// The first screen after signing in is there.
  case settled
  /// The clock of the title bar.
  case clock
  /// Whether the store's schema has grown under us.
  case schema
  /// Whether the model answers.
  case model
  /// The note rested long enough to be read by the recognisers.
  case recognition(RequestID)
  /// The note rested long enough to be worth the model's time.
  case extraction(RequestID)
  /// The form rested long enough to be compared with what is stored.
  case duplicates(RequestID)
  /// The form rested long enough for its draft to be written.
  case draft(RequestID)
  /// The end of the model's pause.
  case modelRest
  /// The rest between two looks at the queue.
  case queue(RequestID)
  /// The rest between two looks at the numbers.
  case panel(RequestID)
  /// The form of an export rested long enough to be counted.
  case export(RequestID)
  /// A part of the silence after which the screen locks itself.
  case idle(RequestID)
  /// A second less to wait after too many wrong passwords.
  case closure
  /// A lone `q` after the search was cleared: nothing followed it.
  case leaving(RequestID)
}

/// Something asked for and not yet answered.
enum Awaiting: Equatable, Sendable {
  case nothing
  case reply(RequestID)

  func isFor(_ request: RequestID) -> Bool { self == .reply(request) }
}
