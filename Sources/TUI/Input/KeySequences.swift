/// What escape sequences mean: those of this terminal's description, then those that most terminals share.
public struct KeySequences: Equatable, Sendable {
  private let described: [[UInt8]: Key]

  /// - Parameter described: Sequences as terminfo(5) gives them for this terminal; they win over the common ones.
  public init(described: [[UInt8]: Key] = [:]) {
    self.described = described.filter { $0.key.count > 1 && $0.key.first == 0x1b }
  }

  /// The capabilities of terminfo(5) worth asking for, and the key each stands for.
  public static let capabilities: [(name: String, key: Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete),
      ("kcbt", .backTab),
      ("kent", .enter),
    ] + (1...12).map { ("kf\($0)", .function($0)) }

  /// Whether this terminal sends a sequence for a key of its own, whatever others mean by it.
  func describes(_ sequence: [UInt8]) -> Bool { described[sequence] != nil }

  /// The key that a whole sequence stands for; nil when nobody knows it.
  func key(for sequence: [UInt8]) -> Key? {
    if let key = described[sequence] { return key }
    guard sequence.count >= 3, let final = sequence.last else { return nil }
    let body = sequence[2..<sequence.count - 1]
    switch sequence[1] {
    case UInt8(ascii: "O"): return KeySequences.single(body, final)
    case UInt8(ascii: "[") where body.first == UInt8(ascii: "["):
      // The Linux console's F1 to F5.
      return KeySequences.function(Int(final) - 0x40, upTo: 5)
    case UInt8(ascii: "["): return KeySequences.control(body, final)
    default: return nil
    }
  }

  // MARK: - ESC [ … final

  private static func control(_ body: ArraySlice<UInt8>, _ final: UInt8) -> Key? {
    guard let numbers = numbers(in: body) else { return nil }
    let modifiers = numbers.count > 1 ? max(0, numbers[1] - 1) : 0
    switch final {
    case UInt8(ascii: "~"):
      if numbers.first == 27, numbers.count == 3 { return typed(numbers[2], modifiers) }
      return numbered(numbers.first ?? 0, modifiers)
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      // rxvt, with Ctrl or Shift.
      return numbered(numbers.first ?? 0, 1)
    case UInt8(ascii: "u"): return typed(numbers.first ?? 0, modifiers)
    case UInt8(ascii: "P")...UInt8(ascii: "S"):
      return numbers.count > 1 ? nil : function(Int(final) - 0x4f, upTo: 4)
    case UInt8(ascii: "Z"): return .backTab
    default: return moving(final)
    }
  }

  /// The numbers between semicolons; nil when there is anything else.
  ///
  /// Of those that a colon separates only the first counts.
  private static func numbers(in body: ArraySlice<UInt8>) -> [Int]? {
    var numbers: [Int] = []
    for part in body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      var number = 0
      for digit in part.prefix(while: { $0 != UInt8(ascii: ":") }) {
        guard (0x30...0x39).contains(digit), number < 10_000_000 else { return nil }
        number = number * 10 + Int(digit - 0x30)
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The keys that have a number.
  ///
  /// Held with Shift or Ctrl, those that move do so plainly, and an F-key does nothing.
  private static func numbered(_ number: Int, _ modifiers: Int) -> Key? {
    switch number {
    case 1, 7: return .home
    case 2: return .insert
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    default: break
    }
    guard modifiers == 0 else { return nil }
    switch number {
    case 11...15: return .function(number - 10)
    case 17...21: return .function(number - 11)
    case 23, 24: return .function(number - 12)
    default: return nil
    }
  }

  /// A key by its character's number, as terminals send it that tell Ctrl-I from Tab.
  private static func typed(_ code: Int, _ modifiers: Int) -> Key? {
    let isShifted = modifiers & 1 != 0
    guard modifiers & ~5 == 0 else { return nil }
    switch code {
    case 9: return isShifted ? .backTab : .tab
    case 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    default: break
    }
    guard code >= 0x20, !(0x80..<0xa0).contains(code), !(0xe000...0xf8ff).contains(code),
      let scalar = Unicode.Scalar(UInt32(code))
    else { return nil }
    if modifiers & 4 == 0 { return .character(Character(scalar)) }
    return scalar.isASCII ? .control(Character(Character(scalar).lowercased())) : nil
  }

  // MARK: - ESC O final

  private static func single(_ body: ArraySlice<UInt8>, _ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "P")...UInt8(ascii: "S"):
      return body.isEmpty ? function(Int(final) - 0x4f, upTo: 4) : nil
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "X"): return .character("=")
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      // The numeric keypad: `*` to `9` of ASCII, 0x40 higher.
      return .character(Character(Unicode.Scalar(final - 0x40)))
    default: return moving(final)
    }
  }

  private static func moving(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: nil
    }
  }

  private static func function(_ number: Int, upTo last: Int) -> Key? {
    (1...last).contains(number) ? .function(number) : nil
  }
}
