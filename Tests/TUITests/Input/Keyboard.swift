@testable import TUI

/// A decoder and the clock it is told.
struct Keyboard {
  var decoder: KeyDecoder
  private(set) var now = ContinuousClock.now

  init(_ decoder: KeyDecoder = KeyDecoder()) {
    self.decoder = decoder
  }

  mutating func send(_ bytes: [UInt8]) -> [Key] {
    decoder.feed(bytes[...], at: now)
  }

  mutating func type(_ text: String) -> [Key] {
    send(Array(text.utf8))
  }

  /// Lets time go by without telling the decoder.
  mutating func pass(_ time: Duration) {
    now += time
  }

  mutating func wait(_ time: Duration) -> [Key] {
    now += time
    return decoder.expire(at: now)
  }
}
