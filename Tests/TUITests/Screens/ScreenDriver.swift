import ContactsCore

@testable import TUI

/// A desk in a test: keys and replies in, effects and pictures out.
struct ScreenDriver {
  var model: AppModel
  /// What was asked of the world since the last look.
  private(set) var effects: [AppEffect] = []

  init(columns: Int = 80, rows: Int = 24) {
    model = AppModel(size: Size(rows: rows, columns: columns))
  }

  /// A desk whose store is open and whose list shows some people.
  static func open(
    columns: Int = 80, rows: Int = 24, drafts: [Draft] = [], roles: Set<Role> = [.attendant],
    people: [ContactSummary] = People.summaries, entry: SignInMode = .system,
    hasPassword: Bool = false
  ) -> ScreenDriver {
    var driver = ScreenDriver(columns: columns, rows: rows)
    driver.arrive(
      .invented(drafts: drafts, roles: roles, entry: entry, hasPassword: hasPassword), people)
    return driver
  }

  /// From the first moment to the list with its people.
  mutating func arrive(_ opening: Opening, _ people: [ContactSummary] = People.summaries) {
    send(.started)
    send(.opened(opening))
    answerSearch(people)
    send(.counted(.success(1204)))
    send(.modelChecked(.ready))
    forget()
  }

  /// Whether a text that is still to be read when it is saved is read at once, and nothing found in it.
  var readsBeforeSaving = true

  mutating func send(_ message: AppMessage) {
    let asked = App.update(&model, message)
    guard readsBeforeSaving, interaction?.saving == .reading,
      case .recognise(_, let request)? = asked.last
    else {
      effects += asked
      return
    }
    effects += asked.dropLast()
    send(.recognised(request, People.nothingFound))
  }

  mutating func press(_ keys: Key...) {
    for key in keys { send(.pressed(key)) }
  }

  mutating func type(_ text: String) {
    for character in text { send(.pressed(.character(character))) }
  }

  /// Forgets the effects so far.
  mutating func forget() { effects = [] }

  /// Answers the newest search that is not a further page.
  mutating func answerSearch(_ rows: [ContactSummary], next: SearchCursor? = nil) {
    for case .search(_, after: nil, _, let request) in effects.reversed() {
      send(.searched(request, .success(SearchPage(rows: rows, next: next))))
      return
    }
  }

  /// Ends the newest pause that matches.
  mutating func elapse(where isMeant: (Tick) -> Bool) {
    for case .tick(_, let tick) in effects.reversed() where isMeant(tick) {
      send(.ticked(tick, at: People.now))
      return
    }
  }

  var frame: Frame { App.view(model, size: model.desk.size) }
  var text: String {
    let frame = frame
    return (0..<frame.size.rows).map { frame.text(row: $0) }.joined(separator: "\n")
  }
  var status: String { model.desk.status.text }

  var interaction: InteractionScreen? {
    if case .interaction(let screen) = model.screen { screen } else { nil }
  }
  var record: RecordScreen? {
    if case .record(let screen) = model.screen { screen } else { nil }
  }
}

extension Opening {
  static func invented(
    drafts: [Draft] = [], roles: Set<Role> = [.attendant], login: String = "ana",
    entry: SignInMode = .system, hasPassword: Bool = false
  ) -> Opening {
    var opening = Opening(
      actor: Actor(
        login: login, systemUserID: 1000, roles: roles, session: People.uid(900), terminal: ""),
      centre: "Central Acolher", areaCode: nil, channel: .phone, consent: .notAsked,
      reasons: People.reasons, drafts: drafts, identifiers: (100..<116).map(People.uid),
      now: People.now, notice: nil)
    opening.entry = entry
    opening.hasPassword = hasPassword
    return opening
  }
}

/// Invented people, always the same.
enum People {
  static let now = Timestamp(iso8601: "2026-11-21T10:42:00-03:00") ?? Timestamp(milliseconds: 0)

  static func uid(_ number: Int) -> UID {
    UID(
      at: Timestamp(milliseconds: 1_700_000_000_000 + Int64(number)),
      random: Array(repeating: UInt8(number % 256), count: 10))
  }

  static let reasons = [
    Reason(code: "apoio_emocional", name: "Apoio emocional", cues: []),
    Reason(code: "orientacao_juridica", name: "Orientação jurídica", cues: []),
    Reason(code: "encaminhamento", name: "Encaminhamento psicológico", cues: []),
  ]

  static let summaries = [
    summary(1, "Conceição Araújo", "(21) •••••-6655", "c•••@e•••.br", "***.982.247-**", 3),
    summary(2, "José Aparecido da Conceição Pereira Júnior", "(11) •••••-4321", nil, nil, 1),
    summary(3, "李雷", nil, "l•••@e•••.br", nil, 0),
    summary(4, nil, "(71) ••••-2020", nil, "***.456.789-**", 12),
  ]

  static func summary(
    _ number: Int, _ name: String?, _ phone: String?, _ email: String?, _ cpf: String?,
    _ count: Int
  ) -> ContactSummary {
    ContactSummary(
      uid: uid(number), name: name.map { Sensitive($0) }, maskedPhone: phone, maskedEmail: email,
      maskedCPF: cpf, city: "Niterói", state: .RJ, lastReason: count > 0 ? "apoio emocional" : nil,
      lastUrgency: count > 0 ? .medium : nil, interactionCount: count, updatedAt: now)
  }

  static let note = """
    Oi, meu nome é Conceição Araújo, meu celular é 21988776655
    e-mail conceicao@exemplo.com.br, CPF 52998224725
    Estou muito triste, preciso de apoio emocional.
    """

  static let nothingFound = ExtractionResult(
    mode: .rules, model: nil, modelDigest: nil, promptVersion: nil, fields: ExtractedFields(),
    warnings: [])

  /// What the recognisers would find in the note.
  static var found: ExtractionResult {
    ExtractionResult(
      mode: .rules, model: nil, modelDigest: nil, promptVersion: nil,
      fields: ExtractedFields(
        name: suggestion("Conceição Araújo", "Conceição Araújo"),
        phones: PhoneNumber("21988776655", areaCode: nil).map {
          [suggestion($0, "21988776655")]
        } ?? [],
        emails: EmailAddress("conceicao@exemplo.com.br").map {
          [suggestion($0, "conceicao@exemplo.com.br")]
        } ?? [],
        cpf: CPF("52998224725").map { suggestion($0, "52998224725") },
        reason: suggestion(
          SuggestedReason(text: "apoio emocional", code: "apoio_emocional"), "apoio emocional"),
        urgency: Suggestion(value: .medium, origin: .rule, span: nil, isGrounded: true)),
      warnings: [])
  }

  static func suggestion<Value>(
    _ value: Value, _ excerpt: String, origin: FieldOrigin = .rule, grounded: Bool = true
  ) -> Suggestion<Value> {
    Suggestion(
      value: value, origin: origin, span: grounded ? span(of: excerpt) : nil, isGrounded: grounded)
  }

  static func span(of excerpt: String) -> Range<Int>? {
    let scalars = Array(note.unicodeScalars)
    let wanted = Array(excerpt.unicodeScalars)
    guard
      let start = (0...(scalars.count - wanted.count)).first(where: {
        Array(scalars[$0..<($0 + wanted.count)]) == wanted
      })
    else { return nil }
    return start..<(start + wanted.count)
  }

  static var fields: ContactFields {
    ContactFields(
      name: Sensitive("Conceição Araújo"),
      phones: PhoneNumber("21988776655", areaCode: nil).map { [Sensitive($0)] } ?? [],
      emails: EmailAddress("conceicao@exemplo.com.br").map { [Sensitive($0)] } ?? [],
      cpf: CPF("52998224725").map { Sensitive($0) }, city: Sensitive("Niterói"), state: .RJ,
      notes: Sensitive("Prefere falar à tarde, depois das duas, quando os filhos estão na escola."))
  }

  static func contact(version: Int = 4, fields: ContactFields = People.fields) -> Contact {
    Contact(
      uid: uid(1), fields: fields, status: .active, createdAt: now,
      updatedAt: now.adding(milliseconds: 60_000), version: version)
  }

  static var record: ContactRecord {
    ContactRecord(
      contact: contact(),
      interactions: [
        interaction(2, "Ligou de novo; está mais calma e quer marcar um retorno."),
        interaction(1, note),
      ],
      consents: [
        Consent(
          purpose: "Atendimento", legalBasis: "art. 11, II, f", textVersion: "1", textHash: "",
          channel: .phone, decision: .given, recordedAt: now, recordedBy: "ana")
      ])
  }

  /// One that was ended with another reason and a note of its full length, and one that somebody works on.
  static var endedRecord: ContactRecord {
    let closing = Closing(
      at: now.adding(milliseconds: 420_000), by: "bia", outcomeCode: "encaminhado",
      outcome: "Encaminhado a outro serviço", reason: "Orientação jurídica",
      note: Sensitive(
        String(repeating: "Quer ser avisada de cada passo. ", count: 15) + "Fim da nota."),
      handlingMilliseconds: 420_000)
    return ContactRecord(
      contact: contact(),
      interactions: [
        interaction(2, note, closing: closing),
        interaction(1, "Ligou primeiro para perguntar.", state: .inProgress),
      ], consents: [])
  }

  static func interaction(
    _ number: Int, _ text: String, state: InteractionState = .closed, closing: Closing? = nil
  ) -> Interaction {
    let local = now.local
    return Interaction(
      uid: uid(50 + number),
      protocolNumber: ProtocolNumber(date: local.date, number: number),
      fields: InteractionFields(
        channel: .phone, reasonCode: "apoio_emocional", reason: Sensitive("apoio emocional"),
        urgency: .medium, occurredAt: now, text: Sensitive(text), extraction: .pending,
        provenance: []),
      attendant: "ana", createdAt: now, state: state, assignee: state == .closed ? nil : "ana",
      closing: closing)
  }

  static func receipt(duplicates: [UID] = []) -> Receipt {
    Receipt(
      uid: uid(1), protocolNumber: ProtocolNumber(date: now.local.date, number: 7),
      duplicates: duplicates)
  }
}
