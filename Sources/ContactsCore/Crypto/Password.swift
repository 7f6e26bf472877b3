internal import CSodium

/// A password on its way from the keyboard to its hash: it prints as a mask and is wiped when it is let go.
///
/// What can be wiped is. A `String` it was made from, or the terminal's own buffers, are beyond its reach.
public final class Password: Sendable {
  private let bytes: Guarded<[UInt8]>

  /// Copies `given` and wipes it.
  public init(wiping given: inout [UInt8]) {
    bytes = Guarded(given.withUnsafeBufferPointer { source in Password.copy(of: source) })
    wipe(&given)
  }

  public init(_ text: String) {
    var copy = text
    bytes = Guarded(copy.withUTF8 { source in Password.copy(of: source) })
  }

  deinit {
    bytes.withLock { wipe(&$0) }
  }

  /// Lends the bytes; they must not be kept.
  func withBytes<Value: Sendable>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    bytes.withLock { bytes in bytes.withUnsafeBufferPointer { body($0) } }
  }

  public var isEmpty: Bool { withBytes(\.isEmpty) }

  /// Whether two were typed the same.
  public func matches(_ other: Password) -> Bool {
    let copy = other.withBytes(Array.init)
    return withBytes { mine in
      mine.count == copy.count
        && (mine.isEmpty || sodium_memcmp(mine.baseAddress, copy, copy.count) == 0)
    }
  }

  /// Storage of its own, so that wiping one never leaves the other.
  private static func copy(of source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
      _ = target.initialize(from: source)
      count = source.count
    }
  }
}

extension Password: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable,
  Equatable
{
  public var description: String { "•••" }
  public var debugDescription: String { "•••" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  public static func == (left: Password, right: Password) -> Bool {
    left === right || left.matches(right)
  }
}

/// Overwrites an array that nobody shares, in a way that the compiler may not leave out.
func wipe(_ bytes: inout [UInt8]) {
  bytes.withUnsafeMutableBytes { sodium_memzero($0.baseAddress, $0.count) }
}
