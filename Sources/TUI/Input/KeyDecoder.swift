/// Keys from the bytes that a terminal sends.
///
/// A machine over bytes that is told the time and reads no clock. `Esc` and a digit within the patience are an F-key; any
/// other key, or the end of the patience, makes it `.escape`, and the other key follows. A sequence that nobody knows is
/// swallowed whole, so that no letter of it is taken for a command.
public struct KeyDecoder: Sendable {
  public typealias Instant = ContinuousClock.Instant

  enum State: Equatable {
    case ground
    /// Inside a character of several bytes.
    case character(length: Int)
    case escape
    /// After `ESC [`, `ESC O`; the bytes so far are pending.
    case control, single
    /// After `ESC ]`, `ESC P`: the next byte tells an answer of the terminal from two keys.
    case answer
    /// Three bytes of a mouse that cannot say where it is beyond column 223.
    case oldMouse
    /// Until the end of a sequence too long to be a key, or of a string addressed to a program that asked for it.
    case discarded, string
    case paste, afterPaste
  }

  var state = State.ground
  var pending: [UInt8] = []
  /// When the pending `ESC` came, the byte after it, and the last that was read; nil before any did.
  private var began: Instant?
  private var introduced: Instant?
  private var lastByte: Instant?
  private var lastClick: (position: Position, at: Instant)?

  private let sequences: KeySequences
  private let patience: Duration

  /// How long a paste without an end is waited for.
  static let pastePatience = Duration.seconds(2)
  /// For so long after a paste, bytes may be the rest of one whose text imitated its end.
  static let pasteGrace = Duration.milliseconds(30)
  /// Nobody types three keys at this pace; a slow line sends a sequence in it.
  private static let typingPace = Duration.milliseconds(40)
  private static let doubleClickPace = Duration.milliseconds(400)
  /// In bytes; a longer one is no key.
  private static let longestSequence = 64
  /// Of a paste, in bytes; what is beyond is dropped.
  static let longestPaste = 2 << 20

  /// - Parameters:
  ///   - sequences: What this terminal's sequences mean.
  ///   - patience: How long `Esc` waits for a digit or for the rest of a sequence.
  public init(
    sequences: KeySequences = KeySequences(), patience: Duration = .milliseconds(300)
  ) {
    self.sequences = sequences
    self.patience = patience
  }

  /// When to call `expire`, if no byte comes before; nil when there is nothing to wait for.
  public var deadline: Instant? {
    switch state {
    case .ground: nil
    case .escape: began?.advanced(by: patience)
    case .paste: lastByte?.advanced(by: KeyDecoder.pastePatience)
    case .afterPaste: pending.isEmpty ? nil : lastByte?.advanced(by: KeyDecoder.pasteGrace)
    case .character, .control, .single, .answer, .oldMouse, .discarded, .string:
      lastByte?.advanced(by: patience)
    }
  }

  /// Whether a paste is coming in, so that reading on is worth more than drawing.
  public var isPasting: Bool { state == .paste }

  /// Takes what was read at once.
  public mutating func feed(_ bytes: some Sequence<UInt8>, at now: Instant) -> [Key] {
    var keys = expire(at: now)
    take(ArraySlice(bytes), at: now, &keys)
    lastByte = now
    return keys
  }

  /// Gives up what was waited for, if its time is over.
  public mutating func expire(at now: Instant) -> [Key] {
    var keys: [Key] = []
    if state == .afterPaste, pending.isEmpty, let lastByte, now - lastByte >= KeyDecoder.pasteGrace
    {
      state = .ground
    }
    while let deadline, now >= deadline { giveUp(at: deadline, &keys) }
    return keys
  }

  private mutating func giveUp(at deadline: Instant, _ keys: inout [Key]) {
    let waiting = pending
    let given = state
    reset()
    switch given {
    case .escape: keys.append(.escape)
    case .control, .single, .answer:
      // `Esc` and one more key; anything longer was a sequence that broke off.
      if waiting.count == 2 { keys += typedKeys(waiting) }
    case .character: keys.append(.character("\u{fffd}"))
    case .paste: keys.append(.paste(pastedText(waiting)))
    case .afterPaste: take(waiting[...], at: deadline, &keys)
    case .ground, .oldMouse, .discarded, .string: break
    }
  }

  // MARK: - Bytes

  private mutating func take(_ bytes: ArraySlice<UInt8>, at now: Instant, _ keys: inout [Key]) {
    var rest = bytes
    while let byte = rest.first {
      switch state {
      case .paste:
        rest = takePaste(rest, &keys)
      case .afterPaste:
        rest = takeAfterPaste(rest, &keys)
      default:
        rest = rest.dropFirst()
        take(byte, at: now, &keys)
      }
    }
  }

  private mutating func take(_ byte: UInt8, at now: Instant, _ keys: inout [Key]) {
    switch state {
    case .character(let length): takeContinuation(byte, length, at: now, &keys)
    case .escape: takeAfterEscape(byte, at: now, &keys)
    case .answer: takeInAnswer(byte, at: now, &keys)
    case .control, .single: takeInSequence(byte, at: now, &keys)
    case .oldMouse:
      pending.append(byte)
      if pending.count == 6 { finishOldMouse(at: now, &keys) }
    case .discarded:
      if (0x40...0x7e).contains(byte) { reset() } else if byte == 0x1b { begin(at: now) }
    case .string:
      let isEnd = byte == 0x07 || (byte == UInt8(ascii: "\\") && pending.last == 0x1b)
      if isEnd { reset() } else { pending = [byte] }
    case .ground, .paste, .afterPaste: takeInGround(byte, at: now, &keys)
    }
  }

  private mutating func takeInGround(_ byte: UInt8, at now: Instant, _ keys: inout [Key]) {
    switch byte {
    case 0x1b: begin(at: now)
    case 0x0a, 0x0d: keys.append(.enter)
    case 0x09: keys.append(.tab)
    case 0x08, 0x7f: keys.append(.backspace)
    case 0x01...0x1a: keys.append(.control(Character(Unicode.Scalar(byte + 0x60))))
    case 0x00, 0x1c...0x1f:
      keys.append(.control(Character(Unicode.Scalar(byte == 0 ? 0x20 : byte + 0x40))))
    case 0x20...0x7e: keys.append(.character(Character(Unicode.Scalar(byte))))
    case 0xc2...0xf4:
      pending = [byte]
      state = .character(length: byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4)
    default: keys.append(.character("\u{fffd}"))
    }
  }

  private mutating func takeContinuation(
    _ byte: UInt8, _ length: Int, at now: Instant, _ keys: inout [Key]
  ) {
    guard (0x80...0xbf).contains(byte) else {
      reset()
      keys.append(.character("\u{fffd}"))
      takeInGround(byte, at: now, &keys)
      return
    }
    pending.append(byte)
    guard pending.count == length else { return }
    let text = String(decoding: pending, as: UTF8.self)
    reset()
    let scalars = text.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else {
      keys.append(.character("\u{fffd}"))
      return
    }
    // U+0080 to U+009F are control characters that no keyboard has.
    if scalar.value >= 0xa0 { keys.append(.character(Character(scalar))) }
  }

  private mutating func takeAfterEscape(
    _ byte: UInt8, at now: Instant, _ keys: inout [Key]
  ) {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      reset()
      keys.append(.function(byte == UInt8(ascii: "0") ? 10 : Int(byte - 0x30)))
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      state = byte == UInt8(ascii: "[") ? .control : .single
      pending.append(byte)
      introduced = now
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      state = .answer
      pending.append(byte)
      introduced = now
    default: typed(byte, at: now, &keys)
    }
  }

  /// An answer of the terminal, such as its colours; never asked for, but never to be taken for letters either.
  private mutating func takeInAnswer(_ byte: UInt8, at now: Instant, _ keys: inout [Key]) {
    let isAnswer = (0x30...0x3f).contains(byte) || byte == UInt8(ascii: "$")
    if isAnswer, !isTyped(at: now) {
      state = .string
      return
    }
    let typed = pending
    reset()
    keys += typedKeys(typed)
    takeInGround(byte, at: now, &keys)
  }

  /// Whether what is pending came at the pace of a person's fingers.
  private func isTyped(at now: Instant) -> Bool {
    guard let began, let introduced else { return false }
    return introduced - began > KeyDecoder.typingPace && now - introduced > KeyDecoder.typingPace
  }

  /// A byte that is a key of its own after all, after `Esc`.
  private mutating func typed(_ byte: UInt8, at now: Instant, _ keys: inout [Key]) {
    reset()
    keys.append(.escape)
    takeInGround(byte, at: now, &keys)
  }

  private mutating func takeInSequence(_ byte: UInt8, at now: Instant, _ keys: inout [Key]) {
    if pending.count == 2, isTyped(at: now) {
      let typed = pending
      reset()
      keys += typedKeys(typed)
      takeInGround(byte, at: now, &keys)
      return
    }
    // The Linux console sends F1 as `ESC [ [ A`.
    let isConsole = pending.count == 2 && state == .control && byte == UInt8(ascii: "[")
    switch byte {
    case UInt8(ascii: "$")
    where pending.count > 2 && pending[2...].allSatisfy { (0x30...0x39).contains($0) }:
      // Not a final byte for anybody but rxvt, which holds Shift by it.
      pending.append(byte)
      finishSequence(at: now, &keys)
    case 0x20...0x3f:
      pending.append(byte)
      if pending.count > KeyDecoder.longestSequence { state = .discarded }
    case 0x40...0x7e:
      pending.append(byte)
      if !isConsole { finishSequence(at: now, &keys) }
    case 0x1b: begin(at: now)
    default:
      reset()
      takeInGround(byte, at: now, &keys)
    }
  }

  private func typedKeys(_ pending: [UInt8]) -> [Key] {
    [.escape] + pending.dropFirst().map { .character(Character(Unicode.Scalar($0))) }
  }

  private mutating func begin(at now: Instant) {
    state = .escape
    pending = [0x1b]
    began = now
  }

  private mutating func reset() {
    state = .ground
    pending = []
  }

  // MARK: - Sequences

  private mutating func finishSequence(at now: Instant, _ keys: inout [Key]) {
    let sequence = pending
    let wasControl = state == .control
    reset()
    if let key = sequences.key(for: sequence) {
      keys.append(key)
      return
    }
    guard wasControl else { return }
    switch sequence {
    case KeyDecoder.pasteStart: state = .paste
    case [0x1b, UInt8(ascii: "["), UInt8(ascii: "M")]:
      pending = sequence
      state = .oldMouse
    default: mouse(sequence, at: now, &keys)
    }
  }

  /// Reads `ESC [ < button ; column ; row M`, of which `m` is the release.
  private mutating func mouse(_ sequence: [UInt8], at now: Instant, _ keys: inout [Key]) {
    guard sequence.count > 3, sequence[2] == UInt8(ascii: "<"), sequence.last == UInt8(ascii: "M")
    else {
      return
    }
    let numbers = sequence[3..<sequence.count - 1].split(separator: UInt8(ascii: ";"))
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3 else { return }
    mouse(numbers[0], Position(row: numbers[2] - 1, column: numbers[1] - 1), at: now, &keys)
  }

  private mutating func finishOldMouse(at now: Instant, _ keys: inout [Key]) {
    let numbers = pending.suffix(3).map { Int($0) - 32 }
    reset()
    mouse(numbers[0], Position(row: numbers[2] - 1, column: numbers[1] - 1), at: now, &keys)
  }

  /// A button's number, with 4, 8 and 16 added for Shift, Alt and Ctrl, 32 for a movement, 64 for a wheel.
  private mutating func mouse(
    _ button: Int, _ position: Position, at now: Instant, _ keys: inout [Key]
  ) {
    guard position.row >= 0, position.column >= 0 else { return }
    switch button & ~0b11100 {
    case 0:
      let isSecond = lastClick.map {
        $0.position == position && now - $0.at <= KeyDecoder.doubleClickPace
      }
      keys.append(.mouse(Mouse(isSecond == true ? .doubleClick : .click, at: position)))
      lastClick = isSecond == true ? nil : (position, now)
    case 64: keys.append(.mouse(Mouse(.wheelUp, at: position)))
    case 65: keys.append(.mouse(Mouse(.wheelDown, at: position)))
    default: break
    }
  }
}
