/// Counts silence at the keyboard, in parts of the time after which the screen locks itself.
///
/// Keys carry no time and cost none here: what is counted is the parts in which no key came.
struct IdleWatch: Equatable, Sendable {
  /// Milliseconds of silence after which the screen is locked, at the latest.
  var delay: Int64 = 5 * 60_000
  private(set) var tick = Awaiting.nothing
  private var silentParts = 0
  private var isTouched = false

  private static let parts: Int64 = 30

  var part: Duration { .milliseconds(max(delay / IdleWatch.parts, 1)) }

  /// Begins anew; the ticks of an earlier beginning mean nothing any more.
  mutating func begin(_ request: RequestID) {
    tick = .reply(request)
    silentParts = 0
    isTouched = true
  }

  mutating func end() { tick = .nothing }

  /// A key, a click, a paste.
  mutating func touch() { isTouched = true }

  /// Another part is over; true when the silence has lasted long enough.
  ///
  /// The part in which the last key came counts as silence: better a little early than late.
  mutating func ticked() -> Bool {
    silentParts = isTouched ? 0 : silentParts + 1
    isTouched = false
    return silentParts >= IdleWatch.parts - 1
  }
}
