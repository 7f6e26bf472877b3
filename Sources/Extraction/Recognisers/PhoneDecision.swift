internal import ContactsCore

/// Chooses among the telephones of a note: the number to call back first, the caller's others after it.
struct PhoneDecision {
  struct Entry {
    var phone: Numbers.Phone
    var ownership: Ownership
    var isCorrected = false
    /// The number that a messenger shows as who writes.
    var isSender = false

    /// For messages alone, or of a borrowed telephone: given up when the caller has another.
    func isLast(isLent: Bool) -> Bool {
      ownership.preference == 0
        && (ownership.isForMessages && ownership.owner != .caller || isLent && isSender)
    }

    /// Not with a digit missing, nor with a DDD that does not exist.
    var canBeDialled: Bool {
      phone.isInternational || phone.shape != .odd && phone.shape != .unknownAreaCode
    }

    /// Seems to be somebody else's, and nobody asks for a call there.
    var isDoubtful: Bool {
      ownership.isSuspect && ownership.owner != .caller && ownership.preference == 0
    }
  }

  let view: NoteView
  let cues: Cues
  private let areaCode: String?
  private let isFirstPerson: Bool
  var entries: [Entry] = []

  init(
    _ view: NoteView, cues: Cues, numbers: Numbers, owners: Owners, isFirstPerson: Bool,
    areaCode: String?
  ) {
    self.isFirstPerson = isFirstPerson
    self.view = view
    self.cues = cues
    self.areaCode = areaCode
    // A page of numbers is a list: the first hundred tell whose they are.
    let phones = numbers.phones.prefix(Owners.most)
    for (index, phone) in phones.enumerated() {
      guard var ownership = owners[phone.tokens] else { continue }
      if ownership.isDoubted, phone.shape == .odd || phone.shape == .unknownAreaCode { continue }
      let floor = index > 0 ? phones[index - 1].tokens.upperBound : 0
      if ownership.owner != .caller {
        let isListed =
          ownership.preference == 0 && entries.last?.ownership.isCalled == true
          && phone.tokens.lowerBound - floor <= 6
          && !view.breaksSentence(in: floor..<phone.tokens.lowerBound)
          && !cues.contains(.phone, in: floor..<phone.tokens.lowerBound)
          && !(floor..<phone.tokens.lowerBound).contains { view.tokens[$0].isCapitalised }
        if phone.isService || isListed && ownership.owner == .unsaid && !ownership.isCorrection {
          ownership.isCalled = true
        }
      }
      if ownership.isContrast {
        for earlier in entries.indices
        where entries[earlier].ownership.owner == .unsaid
          && !view.breaksSentence(in: entries[earlier].phone.tokens.upperBound..<floor)
        {
          entries[earlier].ownership.isSuspect = true
        }
      }
      add(phone, ownership)
    }
    place()
    answer()
    prefer()
    dropMisspelt()
  }

  /// At most twenty: a page of numbers is a list, not a person's telephones.
  var suggestions: [Suggestion<PhoneNumber>] {
    var seen: Set<String> = []
    var result: [Suggestion<PhoneNumber>] = []
    for entry in ranked {
      guard result.count < 20, let number = number(of: entry.phone),
        seen.insert(number.value).inserted
      else { continue }
      result.append(
        Suggestion(
          value: number, origin: .rule, span: view.span(ofTokens: entry.phone.tokens),
          isGrounded: true))
    }
    return result
  }

  private mutating func add(_ phone: Numbers.Phone, _ ownership: Ownership) {
    var entry = Entry(phone: phone, ownership: ownership)
    entry.isSender =
      view.isSign(phone.tokens.upperBound, UInt8(ascii: ":"))
      && view.isStamped(before: phone.tokens.lowerBound)
    if ownership.isCorrection,
      let last = entries.lastIndex(where: {
        $0.ownership.owner != .other || ownership.owner == .other
      })
    {
      let corrected = entries[last].phone
      if !phone.shape.hasAreaCode, corrected.shape.hasAreaCode, !corrected.isInternational {
        let digits = Array(nationalAreaCode(of: corrected)) + phone.digits
        if let shape = PhoneShape(digits[...], isInternational: false), shape >= .oldMobile {
          entry.phone.digits = digits
          entry.phone.shape = shape
        }
      }
      if entry.ownership.owner == .unsaid { entry.ownership.owner = entries[last].ownership.owner }
      entry.ownership.preference = max(
        entry.ownership.preference, entries[last].ownership.preference)
      entry.isCorrected = true
      entries.remove(at: last)
    }
    entries.append(entry)
  }

  private func nationalAreaCode(of phone: Numbers.Phone) -> ArraySlice<UInt8> {
    let local = phone.shape == .mobile ? 9 : 8
    return phone.digits.dropLast(local).suffix(2)
  }

  private var ranked: [Entry] {
    let lapsed = entries.filter { $0.ownership.isObsolete || $0.ownership.isDisowned }
      .map(\.phone.digits)
    let usable = entries.filter {
      !$0.ownership.isObsolete
        && ($0.ownership.isDisowned || !lapsed.contains($0.phone.digits))
    }
    var wanted = usable.filter {
      $0.ownership.owner != .other && !$0.ownership.isOld
        && !($0.ownership.isCalled && $0.ownership.owner != .caller)
    }
    if wanted.contains(where: { !$0.isDoubtful }) { wanted.removeAll(where: \.isDoubtful) }
    let isLent = wanted.contains { $0.isSender && $0.ownership.takesMessages }
    if wanted.contains(where: { !$0.isLast(isLent: isLent) }) {
      wanted.removeAll { $0.isLast(isLent: isLent) }
    }
    if wanted.isEmpty {
      wanted = usable.filter {
        $0.ownership.isOld && $0.ownership.owner != .other && !$0.ownership.isCalled
      }
    }
    if wanted.isEmpty, !isFirstPerson {
      wanted = usable.filter { $0.ownership.isProxy }
    }
    if wanted.isEmpty {
      wanted = usable.filter { $0.ownership.preference > 0 || $0.ownership.takesMessages }
    }
    let best = wanted.indices.max { left, right in
      let (a, b) = (wanted[left], wanted[right])
      return (a.ownership.preference, a.isCorrected ? 1 : 0, a.canBeDialled ? 1 : 0, -left)
        < (b.ownership.preference, b.isCorrected ? 1 : 0, b.canBeDialled ? 1 : 0, -right)
    }
    guard let best else { return [] }
    var rest = wanted
    let first = rest.remove(at: best)
    return [first] + rest
  }

  private func number(of phone: Numbers.Phone) -> PhoneNumber? {
    // As typed, so that "(11) 9876-543" is said to lack a digit, and not a DDD.
    if phone.shape == .odd, phone.digits.count == 9 {
      let code = String(decoding: phone.digits.prefix(2).map { $0 + 0x30 }, as: UTF8.self)
      let rest = String(decoding: phone.digits.dropFirst(2).map { $0 + 0x30 }, as: UTF8.self)
      return PhoneNumber("(\(code)) \(rest)", areaCode: areaCode)
    }
    let spelled = String(decoding: phone.digits.map { $0 + 0x30 }, as: UTF8.self)
    if phone.isInternational {
      return PhoneNumber((spelled.hasPrefix("00") ? "" : "+") + spelled, areaCode: areaCode)
    }
    return PhoneNumber(spelled, areaCode: areaCode)
  }
}

// MARK: - A preference that names no number

extension PhoneDecision {
  /// "Melhor no fixo", "prefiro que chame na claro": the number of that kind, or beside that word.
  private mutating func prefer() {
    guard entries.count > 1 else { return }
    for cue in cues.all.prefix(2000) where cue.kind == .preference || cue.kind == .callMe {
      let end = min(cue.tokens.upperBound + 5, view.tokens.count)
      guard
        !entries.contains(where: {
          (cue.tokens.upperBound..<end).contains($0.phone.tokens.lowerBound)
            && !view.breaksSentence(in: cue.tokens.upperBound..<$0.phone.tokens.lowerBound)
        })
      else { continue }
      // "Liguem no segundo": the last word of the cue is "no" or "pelo".
      for index in cue.tokens.upperBound - 1..<end {
        if view.isSentenceEnd(index) { break }
        if cue.kind == .callMe, index > cue.tokens.upperBound + 1 { break }
        guard view.tokens[index].kind == .word, let entry = entry(called: view.tokens[index].hash)
        else { continue }
        entries[entry].ownership.preference = 2
        break
      }
    }
  }

  /// The one entry that a word stands for.
  private func entry(called word: WordHash) -> Int? {
    // "res." and "em casa" name the same telephone.
    let names = Self.synonyms.first { $0.contains(word) }
    if let names, let entry = entry(labelledAfter: names) { return entry }
    let labelled = entries.indices.filter { index in
      let phone = entries[index].phone.tokens
      let floor = index > 0 ? entries[index - 1].phone.tokens.upperBound : 0
      let before = view.tokens[max(floor, phone.lowerBound - 4)..<phone.lowerBound]
      return before.contains {
        $0.kind == .word && ($0.hash == word || names?.contains($0.hash) == true)
      }
    }
    let isName = !Self.common.contains(word)
    if isName, labelled.count == 1 { return labelled[0] }
    if Self.landlines.contains(word) {
      return only { $0.shape == .landline || $0.shape == .local8 }
    }
    if Self.mobiles.contains(word) {
      return only { $0.shape == .mobile || $0.shape == .local9 || $0.shape == .oldMobile }
    }
    if word == "primeiro" { return 0 }
    if word == "segundo" || word == "ultimo" { return entries.count - 1 }
    return nil
  }

  private func only(_ isWanted: (Numbers.Phone) -> Bool) -> Int? {
    let found = entries.indices.filter { isWanted(entries[$0].phone) }
    return found.count == 1 ? found[0] : nil
  }

  private static let synonyms: [WordSet] = [
    ["casa", "res", "resid", "residencial", "residencia"],
    ["trabalho", "servico", "com", "comercial", "firma", "empresa", "trab"],
    ["recado", "recados"],
  ]
  private static let landlines: WordSet = ["fixo", "casa", "residencial", "convencional"]
  private static let mobiles: WordSet = [
    "celular", "cel", "zap", "whats", "whatsapp", "wpp", "movel",
  ]
  private static let common: WordSet = [
    "o", "a", "no", "na", "de", "do", "da", "que", "me", "e", "eu", "em", "por", "meu", "minha",
    "numero", "telefone", "tel", "fone", "contato", "pelo", "pela", "ligar", "ligue", "liguem",
  ]
}

extension ExtractionWarning {
  /// What is unusual about a telephone, in words for the attendant.
  init?(_ issue: PhoneNumber.Issue) {
    switch issue {
    case .missingNinthDigit:
      self.init(
        code: .phoneMissingNinthDigit,
        message: "O celular está sem o nono dígito: confirme o número com a pessoa.")
    case .missingAreaCode:
      self.init(
        code: .phoneMissingAreaCode, message: "O telefone está sem DDD: pergunte de onde é.")
    case .unknownAreaCode:
      self.init(
        code: .phoneUnknownAreaCode,
        message: "O DDD do telefone não existe: confirme o número com a pessoa.")
    case .unlikely:
      self.init(
        code: .phoneUnlikely,
        message: "O telefone parece ter dígitos a mais ou a menos: confirme com a pessoa.")
    }
  }
}
