internal import ContactsCore

/// The parts of a note that are not the caller's own words.
struct NoteParts: Sendable {
  /// What an answer quotes below itself, in tokens.
  private(set) var quoted: [Range<Int>] = []
  /// What the desk writes in a chat, its name included, in tokens.
  private(set) var desk: [Range<Int>] = []

  private let view: NoteView
  private let lines: [Range<Int>]

  init(_ view: NoteView) {
    self.view = view
    var lines: [Range<Int>] = []
    var start = 0
    for index in view.tokens.indices
    where index > 0 && view.tokens[index].line != view.tokens[index - 1].line {
      lines.append(start..<index)
      start = index
    }
    if start < view.tokens.count { lines.append(start..<view.tokens.count) }
    self.lines = lines
    collectQuoted()
    collectDesk()
    collectSignature()
  }
}

// MARK: - Quoted mail

extension NoteParts {
  private mutating func collectQuoted() {
    var body = 0
    var isForwarded = false
    var hasHeader = false
    for (number, line) in lines.enumerated() {
      let first = line.lowerBound
      if view.isSign(first, UInt8(ascii: ">")) {
        quoted.append(line)
        continue
      }
      if isAttribution(line), body >= 4 {
        let wraps = number > 0 && line.count <= 8 && view.isWord(lines[number - 1].lowerBound, "em")
        let start = wraps ? lines[number - 1].lowerBound : first
        let isMarked =
          number + 1 < lines.count
          && view.isSign(lines[number + 1].lowerBound, UInt8(ascii: ">"))
        quoted.append(start..<(isMarked ? line.upperBound : view.tokens.count))
        if !isMarked { return }
        continue
      }
      if isSeparator(line) {
        isForwarded = isForwarded || Self.contains(line, Self.forwards, in: view)
        if body > 0, !isForwarded, Self.contains(line, Self.originals, in: view) {
          quoted.append(first..<view.tokens.count)
          return
        }
        continue
      }
      if beginsHeader(number) {
        // A message handed on after a line or two is the matter itself.
        if hasHeader && body >= 4 || body >= 15 && !isForwarded {
          quoted.append(first..<view.tokens.count)
          return
        }
        hasHeader = true
        continue
      }
      if !isHeaderLine(line) {
        body += line.count
        isForwarded = isForwarded || Self.contains(line, Self.forwards, in: view)
      }
    }
    // Nothing but quoted lines: they are the note.
    if body < 4 { quoted = [] }
  }

  /// "Em 19 de novembro, Fulana escreveu:".
  private func isAttribution(_ line: Range<Int>) -> Bool {
    guard view.isSign(line.upperBound - 1, UInt8(ascii: ":")) else { return false }
    return view.tokens[max(line.lowerBound, line.upperBound - 4)..<line.upperBound].contains {
      Self.wrote.contains($0.hash)
    }
  }

  /// A rule of signs, with or without "Mensagem original" on it.
  private func isSeparator(_ line: Range<Int>) -> Bool {
    let signs = line.count { view.tokens[$0].kind == .sign }
    guard signs * 2 > line.count, line.count >= 3 else { return false }
    return line.count - signs <= 3
      && line.allSatisfy { view.tokens[$0].kind != .number }
      && "-_=*".utf8.contains(view.byte(of: view.tokens[line.lowerBound]))
  }

  /// "De:" with "Enviado:", "Para:" or "Assunto:" below it.
  private func beginsHeader(_ number: Int) -> Bool {
    let line = lines[number]
    guard view.isWord(line.lowerBound, "de") || view.isWord(line.lowerBound, "from"),
      view.isSign(line.lowerBound + 1, UInt8(ascii: ":"))
    else { return false }
    return lines[(number + 1)...].prefix(3).contains(where: isHeaderLine)
  }

  private func isHeaderLine(_ line: Range<Int>) -> Bool {
    Self.headers.contains(view.tokens[line.lowerBound].hash)
      && line.prefix(4).contains { view.isSign($0, UInt8(ascii: ":")) }
  }

  private static func contains(_ line: Range<Int>, _ words: WordSet, in view: NoteView) -> Bool {
    line.contains { words.contains(view.tokens[$0].hash) }
  }

  private static let wrote: WordSet = ["escreveu", "wrote", "escribio"]
  private static let forwards: WordSet = [
    "forwarded", "encaminhada", "encaminho", "abaixo", "recebido", "repasso", "encaminhado",
  ]
  private static let originals: WordSet = ["original"]
  private static let headers: WordSet = [
    "de", "from", "para", "to", "cc", "cco", "bcc", "enviado", "enviada", "data", "date", "sent",
    "assunto", "subject",
  ]
}

// MARK: - Chats

extension NoteParts {
  private mutating func collectDesk() {
    var speakers: [(line: Int, isDesk: Bool, isStamped: Bool)] = []
    var yours: Set<Int> = []
    let heads = recurringHeads
    for (number, line) in lines.enumerated() {
      guard let speaker = view.speaker(in: line) ?? heads[number] else { continue }
      let isYou = speaker.contains { view.isWord($0, "voce") }
      let isDesk = speaker.contains { Self.deskWords.contains(view.tokens[$0].hash) }
      speakers.append((number, isDesk, view.stampEnd(in: line) != nil))
      if isYou { yours.insert(speakers.count - 1) }
    }
    // Whoever exports a chat is "Você": the desk, unless another speaker is.
    if speakers.indices.contains(where: { speakers[$0].isDesk && !yours.contains($0) }) {
      for index in yours { speakers[index].isDesk = false }
    }
    // "Atendente: Rogério" is a field of a form, and no talk.
    let plain = speakers.count { !$0.isStamped }
    if plain < 3 { speakers.removeAll { !$0.isStamped } }
    guard speakers.contains(where: { !$0.isDesk }) else { return }
    for (index, speaker) in speakers.enumerated() where speaker.isDesk {
      let next = index + 1 < speakers.count ? speakers[index + 1].line : lines.count
      let end = speaker.isStamped ? next : speaker.line + 1
      let said = lines[speaker.line].lowerBound..<lines[end - 1].upperBound
      if !isConfirmed(said, by: next) { desk.append(said) }
    }
  }

  /// "Central: o e-mail é v.leal@…?", and "sim" as the answer: the caller's own after all.
  private func isConfirmed(_ said: Range<Int>, by next: Int) -> Bool {
    guard view.isSign(said.upperBound - 1, UInt8(ascii: "?")), next < lines.count,
      let colon = lines[next].prefix(24).last(where: { view.isSign($0, UInt8(ascii: ":")) }),
      colon + 1 < lines[next].upperBound
    else { return false }
    return Self.confirmations.contains(view.tokens[colon + 1].hash)
  }

  /// "Joana (central):", "Ana Bot:", "cliente>": what begins two lines or more, where two such heads take turns.
  private var recurringHeads: [Int: Range<Int>] {
    var heads: [(line: Int, head: Range<Int>, key: [WordHash])] = []
    for (number, line) in lines.enumerated() {
      guard view.tokens[line.lowerBound].kind == .word,
        let end = line.prefix(7).first(where: {
          view.isSign($0, UInt8(ascii: ":")) || view.isSign($0, UInt8(ascii: ">"))
        }), end > line.lowerBound, end + 1 < line.upperBound, view.tokens[end + 1].followsSpace
      else { continue }
      let head = line.lowerBound..<end
      heads.append((number, head, head.map { view.tokens[$0].hash }))
    }
    guard heads.count > 2 else { return [:] }
    var counts: [[WordHash]: Int] = [:]
    for head in heads { counts[head.key, default: 0] += 1 }
    guard counts.count > 1, counts.count < heads.count else { return [:] }
    var found: [Int: Range<Int>] = [:]
    for head in heads { found[head.line] = head.head }
    return found
  }

  private static let confirmations: WordSet = [
    "sim", "isso", "correto", "certo", "exato", "exatamente", "confirmo", "confere", "confirmado",
    "positivo",
  ]

  private static let deskWords: WordSet = [
    "central", "atendimento", "atendente", "operador", "operadora", "acolhimento", "acolher",
    "plantao", "plantonista", "suporte", "equipe", "sac", "ouvidoria", "bot", "robo", "assistente",
    "agente", "atende", "recepcao", "centro", "instituto", "triagem", "sistema", "voce",
    "secretaria", "desk",
  ]
}

// MARK: - Who noted it down

extension NoteParts {
  /// "Att, Felipe Duarte, Atendente, ramal 214": how whoever noted the caller down signs, below the caller's own values.
  private mutating func collectSignature() {
    guard lines.count > 2 else { return }
    for number in lines.indices.dropFirst() {
      let first = lines[number].lowerBound
      let isNoted = isNotedBy(lines[number])
      guard isNoted || isClosing(lines[number]),
        hasContact(before: first)
      else { continue }
      var end = number + 1
      while end < lines.count, end < number + 8, !isSeparator(lines[end]), !beginsHeader(end),
        !isAttribution(lines[end]), !view.isSign(lines[end].lowerBound, UInt8(ascii: ">"))
      { end += 1 }
      let block = first..<lines[end - 1].upperBound
      if isNoted || Self.contains(block, Self.deskRoles, in: view) {
        desk.append(block)
        return
      }
    }
  }

  /// "Encaminhado por Carla Nunes" at the begin of a line.
  private func isNotedBy(_ line: Range<Int>) -> Bool {
    Self.noted.contains(view.tokens[line.lowerBound].hash)
      && (view.isWord(line.lowerBound + 1, "por") || view.isWord(line.lowerBound + 1, "pela")
        || view.isWord(line.lowerBound + 1, "pelo"))
  }

  private func isClosing(_ line: Range<Int>) -> Bool {
    Self.closings.contains(view.tokens[line.lowerBound].hash)
      || line.count <= 3 && line.allSatisfy { view.isSign($0, UInt8(ascii: "-")) } && line.count > 1
  }

  /// Whether a telephone, CPF or address stands above.
  private func hasContact(before end: Int) -> Bool {
    (0..<end).contains {
      view.tokens[$0].kind == .number && view.tokens[$0].count >= 4
        || view.isSign($0, UInt8(ascii: "@"))
    }
  }

  private static let noted: WordSet = [
    "encaminhado", "encaminhada", "registrado", "registrada", "anotado", "anotada", "atendido",
    "atendida", "preenchido", "preenchida", "cadastrado", "cadastrada",
  ]
  private static let closings: WordSet = [
    "att", "atte", "atenciosamente", "cordialmente", "abs", "ass", "respeitosamente",
  ]
  private static let deskRoles: WordSet = [
    "atendente", "atendimento", "central", "ouvidoria", "relacionamento", "sac", "operador",
    "operadora", "teleatendimento", "plantonista", "suporte", "callcenter",
  ]
}

extension NoteView {
  /// Who writes a line of a chat: `[10:21, 21/11/2026] Maria:`, `(10:21) Maria:`, `21/11/2026 10:21 - Maria:`,
  /// "Cliente:".
  func speaker(in line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    if let stamp = stampEnd(in: line) {
      start = stamp
    } else if !Self.partners.contains(tokens[start].hash) {
      return nil
    }
    while start < line.upperBound, isSign(start, UInt8(ascii: "~")) { start += 1 }
    for index in start..<min(start + 10, line.upperBound) where isSign(index, UInt8(ascii: ":")) {
      return index > start ? start..<index : nil
    }
    return nil
  }

  /// The token after the date or hour that a messenger puts before a line.
  func stampEnd(in line: Range<Int>) -> Int? {
    let first = line.lowerBound
    let isBracketed = isSign(first, UInt8(ascii: "[")) || isSign(first, UInt8(ascii: "("))
    guard isBracketed || tokens[first].kind == .number else { return nil }
    var numbers = 0
    var hasClock = false
    for index in first..<min(first + 18, line.upperBound) {
      let token = tokens[index]
      if token.kind == .number { numbers += 1 }
      if isSign(index, UInt8(ascii: ":")) { hasClock = true }
      if isBracketed {
        if isSign(index, UInt8(ascii: "]")) || isSign(index, UInt8(ascii: ")")) {
          return hasClock && numbers >= 2 ? index + 1 : nil
        }
      } else if isSign(index, UInt8(ascii: "-")), hasClock, numbers >= 2 {
        return index + 1
      }
      if token.kind == .word, !Self.clockWords.contains(token.hash) { return nil }
    }
    return nil
  }

  /// Whether a messenger's date and hour, and nothing else, stand in the line before a token.
  func isStamped(before index: Int) -> Bool {
    var first = index
    while first > 0, index - first < 20, tokens[first - 1].line == tokens[index].line { first -= 1 }
    guard first < index, var end = stampEnd(in: first..<index + 1) else { return false }
    while end < index, isSign(end, UInt8(ascii: "~")) { end += 1 }
    return end == index
  }

  /// "21/11/2026 11:14 - Marcos Pai da Bia: 484…": a relation in the name that a messenger shows of a contact.
  func namesSpeaker(_ cue: Range<Int>) -> Bool {
    var first = cue.lowerBound
    while first > 0, cue.lowerBound - first < 20,
      tokens[first - 1].line == tokens[cue.lowerBound].line
    {
      first -= 1
    }
    let line = first..<min(cue.upperBound + 10, tokens.count)
    guard let stamp = stampEnd(in: line), stamp <= cue.lowerBound,
      !(stamp..<cue.lowerBound).contains(where: { isSign($0, UInt8(ascii: ":")) }),
      let head = speaker(in: line)
    else { return false }
    return head.upperBound >= cue.upperBound
  }

  private static let clockWords: WordSet = ["am", "pm", "h", "as"]
  /// Those who write in a chat that gives no times.
  private static let partners: WordSet = [
    "atendente", "cliente", "operador", "operadora", "visitante", "usuario", "usuaria", "bot",
    "agente", "suporte",
  ]
}
