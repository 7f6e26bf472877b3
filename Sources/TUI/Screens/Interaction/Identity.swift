import ContactsCore

/// What tells the person of a record from another, as far as this form has seen it.
struct KnownPerson: Equatable, Sendable {
  var names: [String] = []
  /// Masked, as lists show it.
  var cpf: String?

  init(name: String = "", cpf: String? = nil) {
    names = isBlank(name) ? [] : [name]
    self.cpf = cpf
  }

  init(_ fields: ContactFields) {
    names = [fields.name, fields.socialName].compactMap { $0?.revealed(for: .screen) }
    cpf = fields.cpf?.revealed(for: .screen).masked
  }

  init(_ summary: ContactSummary) {
    self.init(name: summary.name?.revealed(for: .screen) ?? "", cpf: summary.maskedCPF)
  }

  /// Whether somebody else seems to be in the form: another CPF or, where that says nothing, another name.
  func differs(from fields: ContactFields) -> Bool {
    if let cpf, let other = fields.cpf?.revealed(for: .matching).masked { return cpf != other }
    let others = [fields.name, fields.socialName].compactMap { $0?.revealed(for: .matching) }
    guard !names.isEmpty, !others.isEmpty else { return false }
    return !names.contains { name in others.contains { KnownPerson.isAlike(name, $0) } }
  }

  /// Whether two names may be of one person: the first of either stands in the other.
  private static func isAlike(_ one: String, _ other: String) -> Bool {
    let left = nameKey(one).split(separator: " ")
    let right = nameKey(other).split(separator: " ")
    guard let first = left.first, let second = right.first else { return true }
    return right.contains(first) || left.contains(second)
  }
}

/// A form and a record that seem to be of two people.
struct IdentityDoubt: Equatable, Sendable {
  /// Whose the record is: `Conceição Araújo · CPF ***.982.247-**`.
  let record: String
  /// Whom the form names.
  let form: String
  /// How a new record would be called.
  let newcomer: String

  init(_ known: KnownPerson, _ fields: ContactFields) {
    func line(_ name: String?, _ cpf: String?) -> String {
      [name ?? "sem nome", cpf.map { "CPF \($0)" } ?? ""].filter { !$0.isEmpty }
        .joined(separator: " · ")
    }
    let name = fields.name?.revealed(for: .screen) ?? fields.socialName?.revealed(for: .screen)
    record = line(known.names.first, known.cpf)
    form = line(name, fields.cpf?.revealed(for: .screen).formatted)
    newcomer = name ?? "quem está no formulário"
  }
}

/// What the attendant says of such a doubt.
enum IdentityChoice: Equatable, Sendable, CaseIterable {
  case newRecord
  /// Nothing of the form's data of a person goes into the record.
  case interactionOnly
  case samePerson
}

/// Before saving onto the record of what seems to be somebody else.
struct IdentityDialog: Equatable, Sendable {
  let doubt: IdentityDoubt
  var chooser: Chooser

  init(_ doubt: IdentityDoubt) {
    self.doubt = doubt
    chooser = Chooser([
      "Cadastro novo: \(shortened(doubt.newcomer, to: 28))",
      "Só o atendimento; nenhum dado na ficha",
      "É a mesma pessoa; completar a ficha",
    ])
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    if key == .enter {
      return chooser.chosen.map { .identifies(doubt, IdentityChoice.allCases[$0]) } ?? .stays
    }
    _ = chooser.type(key, filters: false)
    return .stays
  }
}

extension InteractionScreen {
  /// What was said of a doubt, for as long as it is the same doubt.
  struct IdentityAnswer: Equatable, Sendable {
    let doubt: IdentityDoubt
    let choice: IdentityChoice
  }

  /// Asks whose this is when the form names somebody else than the record; nil when there is nothing to ask.
  mutating func askWhose(_ desk: Desk) -> Step? {
    let fields = registration(desk).contact
    guard case .contact = subject, known.differs(from: fields) else {
      identity = nil
      return nil
    }
    let doubt = IdentityDoubt(known, fields)
    if identity?.doubt == doubt { return nil }
    identity = nil
    return .go(.ask(.identity(IdentityDialog(doubt))))
  }

  mutating func answer(
    _ choice: IdentityChoice, to doubt: IdentityDoubt, _ desk: inout Desk
  ) -> Step {
    switch choice {
    case .newRecord: startNewRecord()
    case .interactionOnly, .samePerson:
      identity = IdentityAnswer(doubt: doubt, choice: choice)
    }
    return save(&desk)
  }

  mutating func startNewRecord() {
    subject = .newContact
    known = KnownPerson()
    identity = nil
    duplicates = Duplicates()
  }
}
