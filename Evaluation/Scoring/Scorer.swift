public import ContactsCore

/// Compares extractions with what people marked, field by field.
public struct Scorer: Sendable {
  /// One note where a field came out otherwise than marked.
  public struct Miss: Sendable {
    public let note: GoldNote
    public let wanted: [String]
    public let given: [String]
  }

  public private(set) var scores: [ScoredField: FieldScore] = [:]
  public private(set) var misses: [ScoredField: [Miss]] = [:]
  public private(set) var notes = 0

  public init() {
    for field in ScoredField.allCases { scores[field] = FieldScore() }
  }

  /// Counts one note.
  public mutating func add(_ note: GoldNote, _ found: ExtractedFields) {
    notes += 1
    let words = NoteWords(note.texto)
    for field in ScoredField.allCases {
      let wanted = Scorer.wanted(field, of: note.campos)
      let given = Scorer.given(field, in: found)
      count(field, note, wanted, given, words)
    }
  }

  private mutating func count(
    _ field: ScoredField, _ note: GoldNote, _ wanted: [GoldNote.Value], _ given: [Given],
    _ words: NoteWords
  ) {
    var score = scores[field] ?? FieldScore()
    let before = score
    for one in given {
      if let match = wanted.first(where: { Scorer.agree(field, $0.valor, one.value) }) {
        score.right += 1
        if let there = match.span, !(one.span?.overlaps(there) ?? false) { score.misplaced += 1 }
      } else {
        score.wrong += 1
        if !words.say(one.value, field, at: one.span) { score.invented += 1 }
      }
    }
    score.missed += wanted.count { one in
      !given.contains { Scorer.agree(field, one.valor, $0.value) }
    }
    if score.invented > before.invented { score.notesWithInvention += 1 }
    if score.wrong > before.wrong || score.missed > before.missed
      || score.misplaced > before.misplaced
    {
      misses[field, default: []].append(
        Miss(note: note, wanted: wanted.map(\.valor), given: given.map(\.value)))
    }
    scores[field] = score
  }
}

// MARK: - Values as they are written out

extension Scorer {
  private struct Given {
    let value: String
    let span: Range<Int>?

    init(_ value: String, _ span: Range<Int>?) {
      self.value = value
      self.span = span
    }
  }

  private static func wanted(_ field: ScoredField, of gold: GoldNote.Fields) -> [GoldNote.Value] {
    let one: GoldNote.Value?
    switch field {
    case .phone: return Array(gold.telefones.prefix(1))
    case .phones: return gold.telefones
    case .emails: return gold.emails
    case .name: one = gold.nome
    case .cpf: one = gold.cpf
    case .reason: one = gold.motivo
    case .urgency: one = gold.urgencia
    case .day, .moment: one = gold.data
    case .city: one = gold.cidade
    case .state: one = gold.uf
    }
    return one.map { [$0] } ?? []
  }

  private static func given(_ field: ScoredField, in found: ExtractedFields) -> [Given] {
    func list<Value>(_ one: Suggestion<Value>?, _ text: (Value) -> String) -> [Given] {
      one.map { [Given(text($0.value), $0.span)] } ?? []
    }
    let phones = found.phones.map { Given($0.value.value, $0.span) }
    switch field {
    case .phone: return Array(phones.prefix(1))
    case .phones: return phones
    case .emails: return found.emails.map { Given($0.value.text, $0.span) }
    case .name: return list(found.name) { $0 }
    case .cpf: return list(found.cpf) { $0.digits }
    case .reason: return list(found.reason) { $0.text }
    case .urgency: return list(found.urgency) { $0.rawValue }
    case .day, .moment: return list(found.date) { $0.iso8601 }
    case .city: return list(found.city) { $0 }
    case .state: return list(found.state) { $0.rawValue }
    }
  }

  private static func agree(_ field: ScoredField, _ gold: String, _ value: String) -> Bool {
    switch field {
    case .reason: overlap(gold, value)
    case .day: gold.prefix(10) == value.prefix(10)
    default: folded(gold) == folded(value)
    }
  }

  private static func overlap(_ left: String, _ right: String) -> Bool {
    let one = Set(foldedWords(left)).subtracting(light)
    let other = Set(foldedWords(right)).subtracting(light)
    let shorter = min(one.count, other.count)
    return shorter > 0 && 2 * one.intersection(other).count >= shorter
  }

  private static let light: Set<String> = [
    "a", "o", "de", "do", "da", "em", "para", "e", "um", "uma",
  ]
}
