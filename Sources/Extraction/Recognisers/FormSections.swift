/// "Dados do titular", "Dados do solicitante": the parts of a form that give each person's values below a heading.
struct FormSections: Sendable {
  private enum Person: Sendable { case caller, role, other }

  private var sections: [(tokens: Range<Int>, person: Person)] = []

  init(_ view: NoteView, cues: Cues) {
    var start = 0
    var open: (start: Int, person: Person)?
    while start < view.tokens.count {
      let line = view.tokens[start].line
      var end = start + 1
      while end < view.tokens.count, view.tokens[end].line == line { end += 1 }
      let person = Self.person(headed: start..<end, view: view, cues: cues)
      let isApart = open.map { $0.start < start && view.tokens[start - 1].line < line - 1 } ?? false
      if let last = open, person != nil || isApart {
        sections.append((last.start..<start, last.person))
        open = nil
      }
      if let person { open = (end, person) }
      start = end
    }
    if let open { sections.append((open.start..<view.tokens.count, open.person)) }
    // "Dados do paciente" alone are those of whoever the note is about.
    if !sections.contains(where: { $0.person == .caller }) {
      sections.removeAll { $0.person == .role }
    }
  }

  /// Gives a value below a heading to the person that the heading names.
  func judge(_ ownership: inout Ownership, at token: Int) {
    guard let section = sections.first(where: { $0.tokens.contains(token) }) else { return }
    switch section.person {
    case .caller: if ownership.owner == .unsaid { ownership.owner = .caller }
    case .other: ownership.owner = .other
    case .role:
      if ownership.isDocument { ownership.owner = .other } else { ownership.isSuspect = true }
    }
  }

  private static func person(headed line: Range<Int>, view: NoteView, cues: Cues) -> Person? {
    guard (3...6).contains(line.count), leads.contains(view.tokens[line.lowerBound].hash),
      ties.contains(view.tokens[line.lowerBound + 1].hash),
      line.allSatisfy({ view.tokens[$0].kind == .word || view.isSign($0, UInt8(ascii: ":")) })
    else { return nil }
    for cue in cues.starting(in: line) where cue.tokens.lowerBound == line.lowerBound + 2 {
      switch cue.kind {
      case .caller:
        return Ownership.roleWords.contains(view.tokens[cue.tokens.lowerBound].hash)
          ? .role : .caller
      case .kin, .trade, .institution: return .other
      default: continue
      }
    }
    return nil
  }

  private static let leads: WordSet = ["dados", "informacoes", "identificacao", "qualificacao"]
  private static let ties: WordSet = ["do", "da", "de"]
}
