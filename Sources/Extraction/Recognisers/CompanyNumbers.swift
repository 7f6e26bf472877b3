internal import ContactsCore

/// The CNPJs of a note, with digits alone or with letters: nothing else may read their digits.
struct CompanyNumbers: Sendable {
  private(set) var ranges: [Range<Int>] = []

  init(_ view: NoteView, claims: Claims) {
    var index = 0
    while index < view.tokens.count {
      if !claims.contains(index), let end = Self.end(of: index, in: view) {
        ranges.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
  }

  /// The token after a CNPJ that begins at `start`.
  private static func end(of start: Int, in view: NoteView) -> Int? {
    guard view.tokens[start].kind != .sign, view.tokens[start].count <= 14 else { return nil }
    if !view.tokens[start].followsSpace, start > 0, view.tokens[start - 1].kind != .sign {
      return nil
    }
    var count = 0
    var index = start
    while index < view.tokens.count, index == start || !view.tokens[index].followsSpace, count < 14
    {
      if view.tokens[index].kind != .sign {
        count += view.tokens[index].count
      } else if !".-/".utf8.contains(view.byte(of: view.tokens[index])) {
        return nil
      }
      index += 1
    }
    guard count == 14, view.tokens[index - 1].kind == .number,
      index == view.tokens.count || view.tokens[index].followsSpace
        || view.tokens[index].kind == .sign,
      CNPJ(
        String(
          decoding: view.bytes[view.tokens[start].start..<view.tokens[index - 1].end], as: UTF8.self
        ))
        != nil
    else { return nil }
    return index
  }
}
