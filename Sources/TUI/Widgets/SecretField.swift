import ContactsCore

/// A line that can be typed into and is never shown, not even how long it is.
///
/// It prints and mirrors as a mask. There is no cursor to move: nobody could see where it is.
struct SecretField: Equatable, Sendable {
  private var bytes: [UInt8] = []
  /// Where each character that was typed ends.
  private var ends: [Int] = []

  /// As long as a password may be; what is typed beyond it is dropped.
  static let longest = 512

  init() {
    // Typing must not move the bytes about and leave copies behind.
    bytes.reserveCapacity(SecretField.longest)
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Edits by a key; false for a key that is none of this field's.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): append(character)
    case .paste(let text): text.prefix { !$0.isNewline }.forEach { append($0) }
    case .backspace, .control("h"): removeLast()
    case .control("u"), .control("w"): clear()
    default: return false
    }
    return true
  }

  /// Overwrites what was typed.
  mutating func clear() {
    for index in bytes.indices { bytes[index] = 0 }
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll()
  }

  /// What was typed; the field is empty afterwards.
  mutating func take() -> Password {
    let password = Password(wiping: &bytes)
    self = SecretField()
    return password
  }

  /// What was typed, and stays in the field.
  var password: Password {
    var copy = bytes
    return Password(wiping: &copy)
  }

  private mutating func append(_ character: Character) {
    let added = Array(character.utf8)
    guard bytes.count + added.count <= SecretField.longest else { return }
    bytes += added
    ends.append(bytes.count)
  }

  private mutating func removeLast() {
    guard ends.popLast() != nil else { return }
    let end = ends.last ?? 0
    for index in end..<bytes.count { bytes[index] = 0 }
    bytes.removeSubrange(end...)
  }
}

extension SecretField: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "•••" }
  var debugDescription: String { "•••" }
  var customMirror: Mirror { Mirror(self, children: []) }
}

extension Frame {
  /// A field whose text is never shown: the same whatever is in it.
  mutating func write(
    secretFieldAt row: Int, column: Int, width: Int, isFocused: Bool
  ) {
    guard width > 0 else { return }
    let style: Style = isFocused ? .focusedField : .field
    fill(Region(row: row, column: column, rows: 1, columns: width), style: style)
    write("não aparece", row: row, column: column + 1, width: width - 1, style: style)
    if isFocused { cursor = Position(row: row, column: column) }
  }
}
