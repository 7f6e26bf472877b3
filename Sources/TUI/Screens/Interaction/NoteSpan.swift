import ContactsCore

extension Proposal {
  /// Where the value stands in the note as it is now: the place it was found, or the first other place that says it.
  func span(in note: String) -> Range<Int>? {
    guard let excerpt, !excerpt.isEmpty else { return nil }
    let scalars = Array(note.unicodeScalars)
    let wanted = Array(excerpt.unicodeScalars)
    if let span, span.upperBound <= scalars.count, Array(scalars[span]) == wanted { return span }
    guard wanted.count <= scalars.count else { return nil }
    for start in 0...(scalars.count - wanted.count)
    where scalars[start] == wanted[0] && Array(scalars[start..<(start + wanted.count)]) == wanted {
      return start..<(start + wanted.count)
    }
    return nil
  }
}
