/// Turns the bytes of a terminal into keys.
///
/// A state machine over bytes and the moments they came: `Esc` and a digit within 300 ms are an F-key, any other key
/// after `Esc` comes through on its own, and a sequence that nobody knows is swallowed whole, so that its letters never
/// run a command. The sequences of xterm, PuTTY, rxvt, the Linux console, screen and tmux are told apart by themselves
/// and need no terminal description.
public struct KeyDecoder: Sendable {
  public typealias Instant = ContinuousClock.Instant

  private var state = State.ground
  private var since: Instant?
  private var paste = PasteBuffer()

  /// How long `Esc` waits for a digit, and a sequence for its end.
  public static let patience = Duration.milliseconds(300)
  /// How long a paste that has begun may be silent before it is taken as ended.
  public static let pastePatience = Duration.seconds(2)

  private enum State: Equatable {
    case ground
    case escape
    /// After `ESC [`, with what came since.
    case control([UInt8])
    /// After `ESC O`.
    case single
    /// In the three bytes after `ESC [ M`: a click as terminals told it before the SGR form.
    case oldMouse(left: Int)
    /// The first bytes of a scalar in UTF-8.
    case scalar([UInt8])
    case paste
    /// In a string (`ESC ]`, `ESC P`…) that the terminal sent; it ends with BEL or `ESC \`.
    case string(escaped: Bool)
  }

  public init() {}

  /// When `expire` must be called if no byte comes before; nil when nothing is pending.
  public var deadline: Instant? {
    switch state {
    case .ground: nil
    case .paste: since?.advanced(by: KeyDecoder.pastePatience)
    default: since?.advanced(by: KeyDecoder.patience)
    }
  }

  /// Whether a paste has begun and not ended.
  public var isPasting: Bool { state == .paste }

  public mutating func feed(_ bytes: some Sequence<UInt8>, at instant: Instant) -> [Key] {
    var keys = expire(at: instant)
    for byte in bytes { take(byte, at: instant, into: &keys) }
    if state == .paste { since = instant }
    return keys
  }

  /// What is clear once the deadline has passed: a lone `Esc` is a key, a broken sequence nothing.
  public mutating func expire(at instant: Instant) -> [Key] {
    guard let deadline, instant >= deadline else { return [] }
    defer { enter(.ground) }
    switch state {
    case .escape: return [.escape]
    case .paste: return [.paste(paste.finish())]
    case .ground, .control, .single, .oldMouse, .scalar, .string: return []
    }
  }

  // MARK: - Bytes

  private mutating func enter(_ next: State, at instant: Instant? = nil) {
    state = next
    since = instant
  }

  private mutating func take(_ byte: UInt8, at instant: Instant, into keys: inout [Key]) {
    switch state {
    case .ground: takeInGround(byte, at: instant, into: &keys)
    case .escape: takeAfterEscape(byte, at: instant, into: &keys)
    case .single:
      // Some terminals put the number of Shift or Ctrl before the letter.
      if (0x30..<0x3c).contains(byte) { return }
      enter(.ground)
      if let key = KeySequences.single(byte) { keys.append(key) }
    case .control(let collected): takeInSequence(byte, after: collected, at: instant, into: &keys)
    case .oldMouse(let left): enter(left > 1 ? .oldMouse(left: left - 1) : .ground, at: instant)
    case .scalar(let collected): takeInScalar(byte, after: collected, at: instant, into: &keys)
    case .paste:
      if paste.take(byte) {
        keys.append(.paste(paste.finish()))
        enter(.ground)
      }
    case .string(let escaped):
      let ended = byte == 0x07 || escaped && byte == UInt8(ascii: "\\")
      enter(ended ? .ground : .string(escaped: byte == 0x1b), at: instant)
    }
  }

  private mutating func takeInGround(_ byte: UInt8, at instant: Instant, into keys: inout [Key]) {
    switch byte {
    case 0x1b: enter(.escape, at: instant)
    case 0x0d, 0x0a: keys.append(.enter)
    case 0x09: keys.append(.tab)
    case 0x08, 0x7f: keys.append(.backspace)
    case 0x01...0x1a:
      keys.append(.control(Character(Unicode.Scalar(byte + 0x60))))
    case 0x20..<0x7f: keys.append(.character(Character(Unicode.Scalar(byte))))
    case 0xc2...0xf4: enter(.scalar([byte]), at: instant)
    default: break
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8, at instant: Instant, into keys: inout [Key])
  {
    switch byte {
    case UInt8(ascii: "["): enter(.control([]), at: instant)
    case UInt8(ascii: "O"): enter(.single, at: instant)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      enter(.string(escaped: false), at: instant)
    case UInt8(ascii: "1")...UInt8(ascii: "9"):
      enter(.ground)
      keys.append(.function(Int(byte - UInt8(ascii: "0"))))
    case UInt8(ascii: "0"):
      enter(.ground)
      keys.append(.function(10))
    case 0x1b:
      keys.append(.escape)
      enter(.escape, at: instant)
    default:
      enter(.ground)
      keys.append(.escape)
      takeInGround(byte, at: instant, into: &keys)
    }
  }

  private mutating func takeInSequence(
    _ byte: UInt8, after collected: [UInt8], at instant: Instant, into keys: inout [Key]
  ) {
    // The Linux console writes F1 to F5 as `ESC [ [ A` to `E`.
    if collected.isEmpty, byte == UInt8(ascii: "[") {
      enter(.control([byte]), at: instant)
      return
    }
    let isLinux = collected.first == UInt8(ascii: "[")
    // With Shift, rxvt ends its keys in `$`.
    let isShifted = byte == UInt8(ascii: "$") && KeySequences.isNumber(collected)
    guard isLinux || isShifted || (0x40...0x7e).contains(byte) else {
      let isParameter = (0x20..<0x40).contains(byte) && collected.count < 64
      enter(isParameter ? .control(collected + [byte]) : .ground, at: instant)
      if byte == 0x1b { enter(.escape, at: instant) }
      return
    }
    enter(.ground)
    if isLinux {
      if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) {
        keys.append(.function(Int(byte - UInt8(ascii: "A")) + 1))
      }
    } else if byte == UInt8(ascii: "~"), collected == Array("200".utf8) {
      enter(.paste, at: instant)
    } else if byte == UInt8(ascii: "M"), collected.isEmpty {
      enter(.oldMouse(left: 3), at: instant)
    } else if let key = KeySequences.control(collected, final: byte) {
      keys.append(key)
    }
  }

  private mutating func takeInScalar(
    _ byte: UInt8, after collected: [UInt8], at instant: Instant, into keys: inout [Key]
  ) {
    guard (0x80..<0xc0).contains(byte) else {
      enter(.ground)
      takeInGround(byte, at: instant, into: &keys)
      return
    }
    let bytes = collected + [byte]
    let wanted = bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4
    guard bytes.count == wanted else {
      enter(.scalar(bytes), at: instant)
      return
    }
    enter(.ground)
    let text = String(decoding: bytes, as: UTF8.self)
    if text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first, scalar != "\u{fffd}",
      scalar.properties.generalCategory != .control
    {
      keys.append(.character(Character(scalar)))
    }
  }
}
