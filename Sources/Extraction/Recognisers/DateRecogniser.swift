internal import ContactsCore

/// Finds the day that is asked for, or the deadline; else the day something happened.
struct DateRecogniser {
  private struct Candidate {
    let tokens: Range<Int>
    let date: CivilDate
    let minutes: Int?
    var score: Int
  }

  let view: NoteView
  let today: CivilDate
  private(set) var suggestion: Suggestion<SuggestedDate>?

  /// Reads the note; a day that only the desk names counts when there is no other.
  init(
    _ view: NoteView, claims: Claims, desk: Claims, numbers: [Range<Int>], now: LocalTime
  ) {
    self.view = view
    today = now.date
    let bases = Self.bases(of: view, now: now)
    var base = (date: now.date, scanner: DateScanner(view, now: now))
    let times = TimeScanner(view)
    let contexts = Self.contexts(of: view)
    let busy = Claims.joined(claims.ranges, numbers)[...]
    var best: Candidate?
    var skips = busy
    var index = 0
    while index < view.tokens.count {
      if let skip = skips.first, skip.lowerBound <= index {
        index = max(index, skip.upperBound)
        skips.removeFirst()
        continue
      }
      if let date = bases[view.tokens[index].line], date != base.date {
        base = (date, DateScanner(view, now: LocalTime(date: date, hour: now.hour, minute: 0)))
      }
      guard let found = base.scanner.found(at: index) else {
        index += 1
        continue
      }
      if var candidate = candidate(found, from: base, times: times, contexts: contexts) {
        if desk.contains(index) { candidate.score -= 9 }
        if candidate.score > best?.score ?? 0 { best = candidate }
      }
      index = max(index + 1, found.tokens.upperBound)
    }
    guard let best else { return }
    suggestion = Suggestion(
      value: SuggestedDate(date: best.date, minutes: best.minutes), origin: .rule,
      span: view.span(ofTokens: best.tokens), isGrounded: true)
  }

  private static func contexts(of view: NoteView) -> [(
    context: DateWords.Context, tokens: Range<Int>
  )] {
    var contexts: [(context: DateWords.Context, tokens: Range<Int>)] = []
    for index in view.tokens.indices {
      if let match = DateWords.contexts.longest(in: view, at: index),
        let context = match.meanings.first
      {
        contexts.append((context, index..<match.end))
      }
    }
    return contexts
  }

  private func candidate(
    _ found: DateScanner.Found, from base: (date: CivilDate, scanner: DateScanner),
    times: TimeScanner,
    contexts: [(context: DateWords.Context, tokens: Range<Int>)]
  ) -> Candidate? {
    guard !isStamp(found), !isName(found.tokens.lowerBound), !isShare(found.tokens),
      !isRecurring(found), !isLeft(found.tokens, base.scanner), !isAtOnce(found.tokens),
      !isLetterhead(found), !isStreet(found), !isBirthday(found)
    else { return nil }
    var isRequested = false
    var isPast = found.direction < 0
    var isCorrection = false
    var penalty = 0
    let start = found.tokens.lowerBound
    var low = 0
    var high = contexts.count
    while low < high {
      let middle = (low + high) / 2
      if contexts[middle].tokens.lowerBound < start - 10 { low = middle + 1 } else { high = middle }
    }
    for entry in contexts[low...].prefix(while: {
      $0.tokens.lowerBound < found.tokens.upperBound + 4
    }) {
      if entry.tokens.lowerBound >= start {
        let distance = entry.tokens.lowerBound - found.tokens.upperBound
        if entry.context == .refused && distance <= 2
          || entry.context == .taken && distance <= (isFeast(entry.tokens) ? 0 : 2),
          entry.tokens.lowerBound >= found.tokens.upperBound,
          !view.breaksSentence(in: found.tokens.upperBound..<entry.tokens.lowerBound)
        {
          penalty += 8
        }
        if entry.context == .header, view.isWord(entry.tokens.lowerBound, "escreveu") { return nil }
        continue
      }
      guard entry.tokens.upperBound <= start else { continue }
      let gap = entry.tokens.upperBound..<start
      if view.breaksSentence(in: gap)
        || view.tokens[entry.tokens.upperBound - 1].line != view.tokens[start].line
      {
        continue
      }
      let near = gap.allSatisfy {
        DateWords.articles.contains(view.tokens[$0].hash) || view.tokens[$0].kind == .sign
      }
      switch entry.context {
      case .birth: if gap.count <= 4 { return nil }
      case .header:
        // "protocolo de 3/11", and not "meu protocolo de refúgio vence 28 de fevereiro".
        if gap.count <= (view.isWord(entry.tokens.lowerBound, "protocolo") ? 1 : 4) { return nil }
      case .refused: if gap.count <= 3 { penalty += 8 }
      case .taken: continue
      case .background: if near { penalty += 8 }
      case .recurring: continue
      case .correction:
        if gap.count <= 4, isAgreement(entry.tokens) ?? true { isCorrection = true }
      case .request:
        // The nearest word decides between a wish and an account.
        guard gap.count <= 6 else { continue }
        isPast = found.direction < 0 || isLastOne(entry.tokens, gap)
        isRequested = !isPast || found.direction < 0
      case .past:
        guard gap.count <= reach(of: entry.tokens, over: gap), found.direction <= 0 else {
          continue
        }
        isPast = true
        isRequested = false
      }
    }
    if isMovedFrom(start) { penalty += 6 }
    if isOnPaper(found) || isMissed(found.tokens.upperBound) || wasToBe(found) {
      (isPast, isRequested) = (true, false)
    }
    if !isPast, found.direction == 0, !isRequested { isPast = followsPastVerb(start) }
    guard let date = resolve(found, isPast: isPast, from: base.date) else { return nil }
    let days = date.dayNumber - today.dayNumber
    // A day long past that nothing explains is somebody's birth, or the begin of something.
    guard days > -3650, days < 3650, days > -400 || isPast || isRequested else { return nil }
    let time =
      time(beside: found.tokens, times) ?? found.minutes.map { (minutes: $0, tokens: found.tokens) }
    var score = days > 0 || isRequested && days >= 0 ? 20 : days == 0 ? 10 : 12
    if days < -200 { score -= 6 }
    if isRequested, days >= 0 { score += 3 }
    if time != nil, days >= 0 { score += 3 }
    if isCorrection || isAnswer(start) { score += 6 }
    if isDenied(found.tokens.upperBound) { penalty += 8 }
    if found.isFeast { penalty += 12 }
    if found.isVague { penalty += 2 }
    if days == 0 { score = isIdiom(found.tokens) ? 0 : score }
    return Candidate(
      tokens: time.map {
        min(start, $0.tokens.lowerBound)..<max(found.tokens.upperBound, $0.tokens.upperBound)
      } ?? found.tokens,
      date: date, minutes: time?.minutes, score: score - penalty)
  }

  /// "rua 25 de março", "Praça 7 de Setembro".
  private func isName(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, index >= start - 3,
      view.tokens[index].kind == .sign || DateWords.articles.contains(view.tokens[index].hash)
    {
      if view.isSign(index, UInt8(ascii: ",")) { return false }
      index -= 1
    }
    return index >= 0 && Self.streets.contains(view.tokens[index].hash)
      && view.tokens[index].line == view.tokens[start].line
  }

  /// "parcela 3/12", "pressão 14/9", "nota 8/10": two numbers and no day.
  private func isShare(_ tokens: Range<Int>) -> Bool {
    guard tokens.count == 3, view.tokens[tokens.lowerBound].kind == .number else { return false }
    let near = view.tokens[max(0, tokens.lowerBound - 3)..<tokens.lowerBound]
    if near.contains(where: { Self.shares.contains($0.hash) }) { return true }
    return tokens.upperBound < view.tokens.count
      && Self.shares.contains(view.tokens[tokens.upperBound].hash)
  }

  private static let streets: WordSet = [
    "rua", "r", "av", "avenida", "praca", "travessa", "largo", "alameda", "bairro", "escola",
    "colegio", "vila", "rodovia", "estrada", "loteamento", "residencial", "hospital", "centro",
    "parque", "ponte",
  ]
  private static let shares: WordSet = [
    "parcela", "parcelas", "pressao", "pa", "nota", "avos", "prestacao", "prestacoes", "pagina",
    "folha", "fls", "apto", "sala", "bloco", "escala", "proporcao", "lei", "decreto", "portaria",
    "resolucao", "artigo", "art", "item", "km", "graus", "visao", "acuidade",
  ]

  /// "remarcar a consulta do dia 25": the day that is given up.
  private func isMovedFrom(_ start: Int) -> Bool {
    guard start > 1, Self.from.contains(view.tokens[start - 1].hash) else { return false }
    return view.tokens[max(0, start - 7)..<start].contains { Self.moves.contains($0.hash) }
  }

  private static let from: WordSet = ["do", "da", "de"]
  private static let moves: WordSet = [
    "remarcar", "reagendar", "mudar", "transferir", "adiar", "trocar", "antecipar", "passar",
    "remarcacao",
    "reagendamento", "alterar", "desmarcar", "cancelar",
  ]

  /// The calendar day that is meant: before or after the one on which it was said.
  private func resolve(
    _ found: DateScanner.Found, isPast: Bool, from today: CivilDate
  ) -> CivilDate? {
    if let day = agreeing(found, from: today) { return day }
    switch found.day {
    case .exact(let date): return date
    case .weekday(let weekday):
      let ahead = (weekday - today.weekday.rawValue + 7) % 7
      if isPast { return today.adding(days: ahead == 0 ? -7 : ahead - 7) }
      return today.adding(days: ahead == 0 && found.direction > 0 ? 7 : ahead == 0 ? 7 : ahead)
    case .dayOfYear(let day, let month):
      guard let date = CivilDate(year: today.year, month: month, day: day) else { return nil }
      let days = date.dayNumber - today.dayNumber
      if isPast, days > 0 { return CivilDate(year: today.year - 1, month: month, day: day) }
      if !isPast, days < -150 { return CivilDate(year: today.year + 1, month: month, day: day) }
      return date
    case .dayOfMonth(let day):
      var (year, month) = (today.year, today.month)
      for _ in 0..<3 {
        if let date = CivilDate(year: year, month: month, day: day),
          isPast ? date <= today : date >= today
        {
          return date
        }
        month += isPast ? -1 : 1
        if month == 0 { (year, month) = (year - 1, 12) }
        if month == 13 { (year, month) = (year + 1, 1) }
      }
      return nil
    }
  }

  /// "comprei … no dia 3": a verb in the past tense shortly before, in the same clause.
  private func followsPastVerb(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, index >= start - 7, view.tokens[index].kind == .word,
      view.tokens[index].line == view.tokens[start].line
    {
      let word = Array(view.folded(view.tokens[index]))
      if word.count >= 4,
        Self.pastEndings.contains(where: { word.suffix($0.count).elementsEqual($0) }),
        !word.suffix(3).elementsEqual("rei".utf8), !Self.notPast.contains(view.tokens[index].hash)
      {
        return true
      }
      index -= 1
    }
    return false
  }

  private static let pastEndings: [[UInt8]] = ["ei", "ou", "iu", "eu", "ram", "ava"].map {
    Array($0.utf8)
  }
  private static let notPast: WordSet = ["estou", "museu", "serei", "aceitou"]

  /// "até hoje não recebi", "hoje em dia", "bom dia": no day is meant.
  private func isIdiom(_ tokens: Range<Int>) -> Bool {
    let end = tokens.upperBound
    if view.isWord(end, "em"), view.isWord(end + 1, "dia") { return true }
    guard view.isWord(tokens.lowerBound - 1, "ate") else { return false }
    return Self.stillNot.contains(end < view.tokens.count ? view.tokens[end].hash : WordHash())
      || view.isSign(end, UInt8(ascii: ",")) || end == view.tokens.count && false
  }

  private static let stillNot: WordSet = [
    "nao", "ninguem", "nada", "nunca", "sem", "estou", "to", "aguardo", "e", "nenhum", "nenhuma",
    "eu",
  ]

  /// A time right after the day, or before it: "amanhã de manhã às 9h", "às 15h de amanhã".
  private func time(beside tokens: Range<Int>, _ times: TimeScanner) -> (
    minutes: Int, tokens: Range<Int>
  )? {
    let line = view.tokens[tokens.lowerBound].line
    var index = tokens.upperBound
    while index < min(tokens.upperBound + 6, view.tokens.count), view.tokens[index].line == line,
      !view.isSentenceEnd(index)
    {
      if let time = times.time(at: index) { return time }
      let token = view.tokens[index]
      guard
        token.kind == .sign || Self.between.contains(token.hash)
          || DateWords.weekdays[token.hash] != nil
      else { break }
      index += 1
    }
    for back in 2...6 where tokens.lowerBound - back >= 0 {
      let start = tokens.lowerBound - back
      guard view.tokens[start].line == line, let time = times.time(at: start),
        time.tokens.upperBound <= tokens.lowerBound
      else { continue }
      let gap = time.tokens.upperBound..<tokens.lowerBound
      if gap.allSatisfy({
        Self.between.contains(view.tokens[$0].hash) || view.isSign($0, UInt8(ascii: ","))
      }) {
        return time
      }
    }
    return nil
  }

  private static let between: WordSet = [
    "de", "da", "do", "a", "manha", "tarde", "noite", "pela", "no", "na", "feira", "cedo", "dia",
    "mesmo", "por", "volta", "ou", "umas", "e", "la", "pelas", "em", "partir", "o", "agora",
  ]
}
