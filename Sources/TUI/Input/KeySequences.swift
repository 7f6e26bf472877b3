/// What the escape sequences of the terminals in use mean.
enum KeySequences {
  /// `ESC O` and a byte: xterm's F1 to F4, arrows in application mode, the number pad.
  static func single(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(byte - UInt8(ascii: "P")) + 1)
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    case UInt8(ascii: "p")...UInt8(ascii: "y"):
      .character(Character(Unicode.Scalar(byte - UInt8(ascii: "p") + UInt8(ascii: "0"))))
    default: letter(byte)
    }
  }

  /// `ESC [`, parameters, and a final byte.
  static func control(_ parameters: [UInt8], final byte: UInt8) -> Key? {
    if parameters.first == UInt8(ascii: "<") { return mouse(parameters.dropFirst(), final: byte) }
    let first = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .first
    switch byte {
    case UInt8(ascii: "~"), UInt8(ascii: "$"): return tilde(first.flatMap { number(in: $0) })
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "P")...UInt8(ascii: "S"):
      return .function(Int(byte - UInt8(ascii: "P")) + 1)
    default: return letter(byte)
    }
  }

  private static func letter(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: nil
    }
  }

  private static func tilde(_ number: Int?) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case let number? where (11...15).contains(number): .function(number - 10)
    case let number? where (17...21).contains(number): .function(number - 11)
    case let number? where (23...24).contains(number): .function(number - 12)
    default: nil
    }
  }

  /// The SGR form: button, column and row counted from 1, `M` for a press.
  private static func mouse(_ parameters: ArraySlice<UInt8>, final byte: UInt8) -> Key? {
    let numbers = parameters.split(separator: UInt8(ascii: ";")).compactMap { number(in: $0) }
    guard numbers.count == 3, byte == UInt8(ascii: "M"), numbers[1] > 0, numbers[2] > 0 else {
      return nil
    }
    let position = Position(row: numbers[2] - 1, column: numbers[1] - 1)
    switch numbers[0] {
    case 0: return .mouse(Mouse(.click, at: position))
    case 64: return .mouse(Mouse(.wheelUp, at: position))
    case 65: return .mouse(Mouse(.wheelDown, at: position))
    default: return nil
    }
  }

  /// Whether there are digits and nothing else.
  static func isNumber(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func number(in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count <= 5, isNumber(bytes) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
