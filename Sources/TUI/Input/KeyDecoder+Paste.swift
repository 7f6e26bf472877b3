/// Bracketed paste: what lies between `ESC [ 200 ~` and `ESC [ 201 ~` is text and never a key.
extension KeyDecoder {
  static let pasteStart: [UInt8] = Array("\u{1b}[200~".utf8)
  static let pasteEnd: [UInt8] = Array("\u{1b}[201~".utf8)

  /// Takes all that is left of what was read; answers with what follows the end of the paste.
  mutating func takePaste(_ bytes: ArraySlice<UInt8>, _ keys: inout [Key]) -> ArraySlice<UInt8> {
    let from = max(0, pending.count - KeyDecoder.pasteEnd.count + 1)
    pending.append(contentsOf: bytes)
    guard let end = KeyDecoder.find(KeyDecoder.pasteEnd, in: pending, from: from) else {
      if pending.count > KeyDecoder.longestPaste {
        // The last bytes stay: they may be the beginning of the end.
        pending.removeSubrange(KeyDecoder.longestPaste..<pending.count - KeyDecoder.pasteEnd.count)
      }
      return []
    }
    keys.append(.paste(pastedText(pending[..<end])))
    let rest = pending[(end + KeyDecoder.pasteEnd.count)...]
    pending = []
    state = .afterPaste
    return rest
  }

  /// Holds what comes right after a paste, since the text itself may have held an end.
  ///
  /// Terminals do not all take `ESC [ 201 ~` out of what is pasted, and what follows it in a hostile text would be keys.
  /// A second end, without a beginning, shows that it was text; quiet, or a beginning, that it was not.
  mutating func takeAfterPaste(_ bytes: ArraySlice<UInt8>, _ keys: inout [Key]) -> ArraySlice<UInt8>
  {
    let from = max(0, pending.count - KeyDecoder.pasteEnd.count + 1)
    pending.append(contentsOf: bytes)
    let start = KeyDecoder.find(KeyDecoder.pasteStart, in: pending, from: from)
    let end = KeyDecoder.find(KeyDecoder.pasteEnd, in: pending, from: from)
    if let end, start.map({ end < $0 }) ?? true {
      keys.append(.paste(pastedText(pending[..<end])))
      let rest = pending[(end + KeyDecoder.pasteEnd.count)...]
      pending = []
      return rest
    }
    if start != nil || pending.count > KeyDecoder.longestPaste {
      let rest = pending[...]
      pending = []
      state = .ground
      return rest
    }
    return []
  }

  private static func find(_ marker: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    var from = from
    while let escape = bytes[from...].firstIndex(of: 0x1b) {
      if bytes[escape...].starts(with: marker) { return escape }
      from = escape + 1
    }
    return nil
  }
}
