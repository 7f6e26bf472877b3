internal import ContactsCore

/// Chooses among the telephones of a note: the number to call back first, the caller's others after it.
struct PhoneDecision {
  private struct Entry {
    var phone: Numbers.Phone
    var ownership: Ownership
    var isCorrected = false
  }

  private let view: NoteView
  private let cues: Cues
  private let areaCode: String?
  private var entries: [Entry] = []

  init(_ view: NoteView, cues: Cues, numbers: Numbers, areaCode: String?) {
    self.view = view
    self.cues = cues
    self.areaCode = areaCode
    for (index, phone) in numbers.phones.enumerated() {
      let floor = index > 0 ? numbers.phones[index - 1].tokens.upperBound : 0
      let ceiling =
        index + 1 < numbers.phones.count
        ? numbers.phones[index + 1].tokens.lowerBound : view.tokens.count
      add(
        phone, Ownership(of: phone.tokens, floor: floor, ceiling: ceiling, view: view, cues: cues))
    }
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
    let own = entries.filter {
      $0.ownership.owner != .other && !$0.ownership.isObsolete
        && !($0.ownership.isCalled && $0.ownership.owner != .caller)
    }
    let wanted =
      own.isEmpty
      ? entries.filter {
        ($0.ownership.preference > 0 || $0.ownership.takesMessages) && !$0.ownership.isObsolete
      } : own
    let best = wanted.indices.max { left, right in
      let (a, b) = (wanted[left], wanted[right])
      return (
        a.ownership.preference, a.isCorrected ? 1 : 0, a.phone.shape == .tollFree ? 0 : 1, -left
      )
        < (
          b.ownership.preference, b.isCorrected ? 1 : 0, b.phone.shape == .tollFree ? 0 : 1, -right
        )
    }
    guard let best else { return [] }
    var rest = wanted
    let first = rest.remove(at: best)
    return [first] + rest
  }

  private func number(of phone: Numbers.Phone) -> PhoneNumber? {
    let spelled = String(decoding: phone.digits.map { $0 + 0x30 }, as: UTF8.self)
    if phone.isInternational {
      return PhoneNumber((spelled.hasPrefix("00") ? "" : "+") + spelled, areaCode: areaCode)
    }
    return PhoneNumber(spelled, areaCode: areaCode)
  }
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
