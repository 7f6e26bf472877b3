import ContactsCore

/// **Novo atendimento**: free text on the left, the form it fills on the right.
struct InteractionScreen: Equatable, Sendable {
  /// The draft this is kept as until it is saved.
  let draft: UID
  /// Sent with every attempt to save, so that a repeated one saves once.
  let key: UID
  let startedAt: Timestamp
  var subject: Subject
  /// Whom the record is of that this is to be saved onto.
  var known = KnownPerson()
  var identity: IdentityAnswer?
  /// Whether it was said that she was erased: saving again says that she has come back herself.
  var knowsOfErasure = false
  /// Whether it was said that it is somebody else, with the telephone of somebody who was erased.
  var isOtherPerson = false
  var note: TextArea
  var form: Form
  var pane = Pane.note
  var recognition = Awaiting.nothing
  var extraction = Extraction.idle
  /// Where the extraction stands that is running.
  var stage = ExtractionStage.reading
  var duplicates = Duplicates()
  var draftKeeping = DraftKeeping()
  var saving = Saving.no
  /// What the last extraction wants said.
  var warnings: [ExtractionWarning] = []
  /// What is asked for as soon as it is saved.
  var next: ShiftAction?
  /// Said once for each form: that somebody may be in danger.
  var hasSaidDanger = false
  /// Said once for each form; the title bar goes on saying it.
  var hasSaidUnavailable = false

  init(
    draft: UID, key: UID, startedAt: Timestamp, subject: Subject, note: String = "", form: Form
  ) {
    self.draft = draft
    self.key = key
    self.startedAt = startedAt
    self.subject = subject
    self.note = TextArea(note)
    self.form = form
  }

  /// The title of somebody whose record has no name.
  static let nameless = "sem nome"

  enum Subject: Equatable, Sendable {
    case newContact
    case contact(UID, name: String)
  }

  enum Pane: Equatable, Sendable { case note, form }

  enum Extraction: Equatable, Sendable {
    case idle
    /// Waits for the note to rest.
    case resting(RequestID)
    case running(RequestID)
    case done(ExtractionResult.Mode)
  }

  struct Duplicates: Equatable, Sendable {
    var matches: [DuplicateMatch] = []
    /// What was last looked for: the same is not asked twice.
    var probe: DuplicateProbe?
    var tick = Awaiting.nothing
    var reply = Awaiting.nothing
  }

  enum Saving: Equatable, Sendable {
    case no
    /// Waiting for the recognisers, which have not read the last of what was typed.
    case reading
    /// Asking the store for duplicates before writing.
    case checking(RequestID)
    case writing(RequestID)
  }

  var title: String {
    switch subject {
    case .newContact: "Novo atendimento"
    case .contact(_, let name): name.isEmpty ? "Novo atendimento" : "Atendimento: \(name)"
    }
  }

  var place: Place {
    guard pane == .form else { return .note }
    return form.focused.field.isChoice ? .choiceField : .textField
  }

  var hasContent: Bool { !isBlank(note.text) || form.hasContent }

  var isExtracting: Bool {
    if case .running = extraction { true } else { false }
  }

  var draftText: DraftText {
    let subject: DraftText.Subject =
      switch self.subject {
      case .newContact: .newContact
      case .contact(let uid, let name):
        .contact(uid: uid.text, name: name, cpf: known.cpf)
      }
    return DraftText(
      subject: subject, startedAt: startedAt, idempotencyKey: key, note: note.text, form: form)
  }

  /// The scalars of the note that the focused field came from.
  var highlight: Range<Int>? {
    guard pane == .form else { return nil }
    return form.focused.proposal?.span(in: note.text)
  }
}

/// Writes a draft soon after the first change, and again while changes go on.
struct DraftKeeping: Equatable, Sendable {
  private(set) var tick = Awaiting.nothing
  private(set) var reply = Awaiting.nothing
  /// Whether the store holds some version of it.
  private(set) var isStored = false

  /// Something changed: a pause begins, unless one is under way.
  mutating func changed(_ desk: inout Desk) -> [AppEffect] {
    guard tick == .nothing else { return [] }
    let request = desk.requests.next()
    tick = .reply(request)
    return [.tick(after: .milliseconds(600), .draft(request))]
  }

  /// The pause is over; false when it belongs to another form.
  mutating func isDue(_ request: RequestID) -> Bool {
    guard tick.isFor(request) else { return false }
    tick = .nothing
    return true
  }

  /// Sends it to the store; `sentence` is said once the store has it and, until then, that it is being kept.
  mutating func write(
    _ draft: UID, _ text: Sensitive<String>, _ desk: inout Desk, announcing sentence: String? = nil
  ) -> [AppEffect] {
    let request = desk.requests.next()
    tick = .nothing
    reply = .reply(request)
    isStored = true
    if sentence != nil { desk.status = .keepingDraft }
    desk.unsaved.begin(
      Draft(
        uid: draft, contents: text, updatedAt: desk.session.now ?? Timestamp(milliseconds: 0)),
      of: desk.session.actor?.login ?? "", request, announcing: sentence)
    return [.saveDraft(draft, text, request)]
  }

  /// Whether a reply is the one awaited.
  mutating func isAnswered(by request: RequestID) -> Bool {
    guard reply.isFor(request) else { return false }
    reply = .nothing
    return true
  }

  /// A draft that came from the store, or was removed from it.
  mutating func mark(stored: Bool) { isStored = stored }
}
