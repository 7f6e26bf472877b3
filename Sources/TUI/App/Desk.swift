import ContactsCore

/// What all screens share: the session, the status line, the count of requests, a text that was pasted.
struct Desk: Equatable, Sendable {
  var size: Size
  /// Whether `Ctrl-Z` may give the terminal back to the shell.
  var canSuspend = true
  var session = Session()
  var keys = KeyLayout.standard
  let keyPreferences: KeyPreferences
  var status = Status.none
  var idle = IdleWatch()
  /// Whether the ticks of the clock have begun; they go on for the whole run.
  var hasClock = false
  /// Whether the ticks that look after the store and the model have begun.
  var hasWatch = false
  var requests = RequestCounter()
  /// The notices that have been asked for.
  var notices = Awaiting.nothing
  /// The alerts of risk that have been asked for.
  var alerts = Awaiting.nothing
  /// The interaction that this person has asked to take.
  var taking = Awaiting.nothing
  var takingProtocol: ProtocolNumber?
  /// Pasted where no text was expected; the next **Novo atendimento** begins with it.
  var held: HeldPaste?
  /// What has been typed and the store does not have yet.
  var unsaved = UnsavedDrafts()
  var leftBehind = LeftBehind()
  var exporting = ExportJob.none
  var importing: ImportJob?
  /// Somebody wants to leave, and waits for the store to have every draft.
  var isQuitting = false

  init(size: Size, keys: KeyPreferences = KeyPreferences()) {
    self.size = size
    keyPreferences = keys
  }

  var reader: FieldReader { FieldReader(areaCode: session.areaCode, now: session.now) }
}

/// What a form is kept as until it is saved, and what is sent with every attempt to save it.
struct FormNames: Equatable, Sendable {
  let draft: UID
  let key: UID
}

/// A text that was pasted outside a text field.
struct HeldPaste: Equatable, Sendable {
  let text: Sensitive<String>
  /// In characters, as people count them.
  let count: Int
  /// What it is kept as until a form takes it; nil while it is nowhere but here.
  var names: FormNames?

  init(_ text: String) {
    self.text = Sensitive(text)
    count = text.count
  }

  var notice: String {
    "Texto colado (\(grouped(count)) \(count == 1 ? "caractere" : "caracteres")):"
      + " F6 abre um atendimento com ele"
  }
}

/// What a screen answers to a message: what to do outside, and where to go.
struct Step: Equatable, Sendable {
  var effects: [AppEffect]
  var move: Move

  init(_ effects: [AppEffect] = [], _ move: Move = .stay) {
    self.effects = effects
    self.move = move
  }

  static let stay = Step()
  static func go(_ move: Move) -> Step { Step([], move) }

  enum Move: Equatable, Sendable {
    case stay
    case back
    /// To **Contatos**, leaving what is above it.
    case home
    case open(Screen)
    case replace(Screen)
    case ask(Dialog)
  }
}

/// What fills the body of the window.
enum Screen: Equatable, Sendable {
  case contacts(ContactsScreen)
  case interaction(InteractionScreen)
  case saved(SavedScreen)
  case record(RecordScreen)
  case queue(QueueScreen)
  case review(ReviewScreen)
  case agenda(AgendaScreen)
  case interactions(InteractionsScreen)
  case panel(PanelScreen)
  case merge(MergeScreen)
  case rights(RightsScreen)
  case consents(ConsentScreen)
  case transfer(TransferScreen)
  case importer(ImportScreen)
  case admin(AdminScreen)
  case audit(AuditScreen)
  case firstStart(FirstStartScreen)
  /// The store cannot be opened; what is said, and a way out.
  case closed(Failure)

  var title: String {
    switch self {
    case .contacts: "Contatos"
    case .interaction(let screen): screen.title
    case .saved: "Atendimento salvo"
    case .record: "Ficha"
    case .queue: "Fila"
    case .review: "Revisão"
    case .agenda: "Agenda"
    case .interactions: "Atendimentos"
    case .panel: "Painel"
    case .merge: "Duplicados"
    case .rights: "LGPD"
    case .consents: "Consentimentos"
    case .transfer, .importer: "Exportar e importar"
    case .admin: "Administração"
    case .audit(let screen): screen.title
    case .firstStart: "Primeiro uso"
    case .closed: "Banco indisponível"
    }
  }

  var place: Place {
    switch self {
    case .contacts(let screen): screen.place
    case .interaction(let screen): screen.place
    case .saved: .saved
    case .record(let screen): screen.place
    case .queue: .queue
    case .review: .review
    case .agenda: .agenda
    case .interactions: .interactions
    case .panel: .panel
    case .merge(let screen): screen.place
    case .rights(let screen): screen.place
    case .consents: .consents
    case .transfer: .transfer
    case .importer: .importer
    case .admin: .admin
    case .audit(let screen): screen.place
    case .firstStart: .firstStart
    case .closed: .saved
    }
  }
}
