/// The name that somebody gives in a chat when the other asks for it.
extension NameRecogniser {
  /// "Central: informe nome e cidade." / "Drica: Adriana Falconi, Ribeirão Preto": more than the messenger shows of them.
  mutating func collectAnswers() {
    var asked: (speaker: [WordHash], line: Int)?
    var index = 0
    while index < view.tokens.count {
      let start = index
      let line = view.tokens[index].line
      while index < view.tokens.count, view.tokens[index].line == line { index += 1 }
      guard let head = view.speaker(in: start..<index) else { continue }
      let speaker = head.map { view.tokens[$0].hash }
      let said = min(head.upperBound + 1, index)..<index
      if asksForName(said) {
        asked = (speaker, line)
      } else if let question = asked, question.speaker != speaker {
        if line - question.line > 4 {
          asked = nil
        } else if let name = answered(said) {
          candidates.append(Candidate(tokens: name, score: 13))
          asked = nil
        }
      }
    }
  }

  private func asksForName(_ said: Range<Int>) -> Bool {
    guard let name = said.first(where: { view.isWord($0, "nome") }),
      !said.contains(where: { Self.others.contains(view.tokens[$0].hash) })
    else { return false }
    return said.contains { view.isSign($0, UInt8(ascii: "?")) && $0 > name }
      || (max(said.lowerBound, name - 5)..<name).contains {
        Self.requests.contains(view.tokens[$0].hash)
      }
  }

  /// The name that an answer begins with, and that a sign or the line's end closes.
  private func answered(_ said: Range<Int>) -> Range<Int>? {
    guard !said.isEmpty, !claims.contains(said.lowerBound),
      view.tokens[said.lowerBound].isCapitalised || scanner.isGiven(said.lowerBound),
      let name = scanner.name(at: said.lowerBound, needsKnown: true, isStated: false),
      scanner.words(of: name) >= 2, !scanner.isPlace(name), name.upperBound <= said.upperBound,
      name.upperBound == said.upperBound || view.tokens[name.upperBound].kind != .word
    else { return nil }
    return name
  }

  private static let requests: WordSet = [
    "informe", "informar", "diga", "digite", "confirme", "confirma", "confirmar", "passe", "passar",
    "preciso", "mande", "envie", "qual", "escreva", "dizer",
  ]
  /// Whose name it is that is asked for, when it is not theirs.
  private static let others: WordSet = [
    "mae", "pai", "filho", "filha", "paciente", "crianca", "aluno", "aluna", "esposo", "esposa",
    "marido", "dele", "dela", "tecnico", "empresa", "rua", "escola", "atendente", "medico",
    "medica", "titular",
  ]
}
