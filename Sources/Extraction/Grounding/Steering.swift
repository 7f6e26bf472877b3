internal import ContactsCore

/// Finds sentences of a note that give orders to the model.
///
/// The prompt tells the model to read them as text, and a small model obeys them all the same; so what it says it read in
/// such a sentence is not taken as the person's name, reason or city.
struct Steering: Equatable, Sendable {
  /// The sentences, in Unicode scalars of the note.
  let sentences: [Range<Int>]

  init(_ note: NoteIndex) {
    let orders = Set(Steering.orders.compactMap { note.id(of: $0) })
    let objects = Set(Steering.objects.compactMap { note.id(of: $0) })
    var sentences: [Range<Int>] = []
    var start = 0
    for place in 0...note.tokens.count {
      let isEnd = place == note.tokens.count || Steering.ends(note, at: place)
      guard isEnd else { continue }
      let tokens = note.tokens[start..<place]
      start = place + 1
      // An order, and something that only a machine has.
      if let first = tokens.first, let last = tokens.last,
        tokens.contains(where: { orders.contains($0.id) }),
        tokens.contains(where: { objects.contains($0.id) })
      {
        sentences.append(first.span.lowerBound..<last.span.upperBound)
      }
    }
    self.sentences = sentences
  }

  func contains(_ span: Range<Int>) -> Bool {
    sentences.contains { $0.overlaps(span) }
  }

  private static func ends(_ note: NoteIndex, at place: Int) -> Bool {
    let token = note.tokens[place]
    guard !token.isWord else { return false }
    switch note.scalars[token.span.lowerBound] {
    case "\n", "!", "?", ";": return true
    case ".":
      // A point inside an address or a number ends nothing.
      let next = token.span.upperBound
      return next >= note.scalars.count || note.scalars[next].properties.isWhitespace
    default: return false
    }
  }

  private static let orders = [
    "ignore", "ignora", "ignorar", "desconsidere", "desconsidera", "esqueca", "responda",
    "responde", "retorne", "devolva", "preencha", "escreva", "output", "disregard", "forget",
    "answer", "reply", "respond", "finja", "aja",
  ]

  private static let objects = [
    "instrucao", "instrucoes", "instructions", "instruction", "prompt", "json", "sistema", "system",
    "modelo", "assistente", "assistant", "nome", "name", "campo", "campos", "ia", "ai", "llm",
    "chatgpt", "motivo", "cidade",
  ]
}
