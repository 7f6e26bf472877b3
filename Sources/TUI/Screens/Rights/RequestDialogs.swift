import ContactsCore

/// What somebody asks for by the law.
struct NewRequestDialog: Equatable, Sendable {
  /// Nil when nothing was found of the person.
  let contact: UID?
  /// What its record has to reach the person by, as far as the screen knows.
  let reach: Reach
  var kind: RequestKind
  var isRepresented = false
  var representative = TextField()
  var mandate = TextField()
  /// A code of `IdentityCheck`; nil while nobody has checked.
  var check: String?
  var channel: Channel
  var safeChannel = TextField()
  var focus = Row.kind
  var asking = Asking()

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case kind, asker, representative, mandate, check, channel, safeChannel

    var label: String {
      switch self {
      case .kind: "O que pede"
      case .asker: "Quem pede"
      case .representative: "Representante"
      case .mandate: "Poderes"
      case .check: "Identidade"
      case .channel: "Chegou por"
      case .safeChannel: "Canal seguro"
      }
    }
  }

  struct Reach: Equatable, Sendable {
    var hasPhone = false
    var hasSafeChannel = false
  }

  init(
    of contact: UID?, _ channel: Channel, _ reach: Reach = Reach(), kind: RequestKind? = nil
  ) {
    self.contact = contact
    self.reach = reach
    self.kind = kind ?? (contact == nil ? .confirmation : .fullAccess)
    self.channel = channel
  }

  var rows: [Row] {
    Row.allCases.filter { isRepresented || ($0 != .representative && $0 != .mandate) }
  }

  /// How the identity can be checked of whom this is about.
  var checks: [IdentityCheck] {
    IdentityCheck.possible(
      hasRecord: contact != nil, hasPhone: reach.hasPhone, hasSafeChannel: reach.hasSafeChannel,
      isRepresented: isRepresented)
  }

  /// What a row that is turned shows; nil for one that is typed.
  func value(of row: Row) -> String? {
    switch row {
    case .kind: "\(kind.label) (\(kind.article))"
    case .asker: isRepresented ? "representante" : "a própria pessoa"
    case .check: check.flatMap(IdentityCheck.named)?.name ?? "ainda não conferida"
    case .channel: channel.label
    case .representative, .mandate, .safeChannel: nil
    }
  }

  subscript(row: Row) -> TextField {
    get {
      switch row {
      case .mandate: mandate
      case .safeChannel: safeChannel
      default: representative
      }
    }
    set {
      switch row {
      case .mandate: mandate = newValue
      case .safeChannel: safeChannel = newValue
      default: representative = newValue
      }
    }
  }

  // MARK: - Keys

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .function(2): return confirm()
    case .enter:
      if focus == rows.last { return confirm() }
      move(by: 1)
    case .tab, .down: move(by: 1)
    case .backTab, .up: move(by: -1)
    default:
      guard value(of: focus) != nil else {
        if self[focus].handle(key) { asking.notice = .none }
        return .stays
      }
      if key == .left { turn(by: -1) }
      if key == .right || key == .character(" ") { turn(by: 1) }
    }
    return .stays
  }

  private mutating func move(by step: Int) { focus = turned(focus, in: rows, by: step) }

  private mutating func turn(by step: Int) {
    switch focus {
    case .kind: kind = turned(kind, in: RequestKind.allCases, by: step)
    case .asker:
      isRepresented.toggle()
      if !checks.contains(where: { $0.code == check }) { check = nil }
    case .check:
      check = turned(check, in: [nil] + checks.map(\.code), by: step)
    case .channel: channel = turned(channel, in: Channel.allCases, by: step)
    case .representative, .mandate, .safeChannel: break
    }
  }

  private mutating func confirm() -> DialogOutcome {
    var request = NewRequest(
      kind: kind, contact: contact, identityCheck: check, channel: channel)
    if isRepresented {
      guard !isBlank(representative.text) else {
        return asking.miss(.representative, "Diga o nome de quem representa.", at: &focus)
      }
      guard !isBlank(mandate.text) else {
        return asking.miss(.mandate, "Diga de onde vêm os poderes, como “procuração”.", at: &focus)
      }
      request.asker = .representative(
        name: Sensitive(trimmed(representative.text)), mandate: Sensitive(trimmed(mandate.text)))
    }
    if !isBlank(safeChannel.text) { request.safeChannel = Sensitive(trimmed(safeChannel.text)) }
    return .rights(.registers(self, request))
  }
}

/// Where the answer is written, and how.
struct AnswerDialog: Equatable, Sendable {
  let number: DeskProtocol
  let formats: [AnswerFormat]
  var format: AnswerFormat
  var isLargePrint = false
  var path = TextField()
  var focus = Row.path
  var asking = Asking()

  enum Row: Int, Equatable, Sendable, CaseIterable {
    case path, format, print

    var label: String {
      switch self {
      case .path: "Arquivo novo"
      case .format: "Formato"
      case .print: "Letras"
      }
    }
  }

  init(_ request: SubjectRequest) {
    number = request.protocolNumber
    let isPackage = request.kind == .portability && request.summary.contact != nil
    formats =
      isPackage
      ? [.package]
      : [.page, .markdown, .json]
        + (request.kind == .fullAccess && request.summary.contact != nil ? [.package] : [])
    format = formats[0]
  }

  func value(of row: Row) -> String? {
    switch row {
    case .path: nil
    case .format:
      switch format {
      case .page: "página para ler ou imprimir (html)"
      case .markdown: "texto (md)"
      case .json: "para programas (json)"
      case .package: "pacote assinado (zip)"
      }
    case .print: isLargePrint ? "grandes" : "comuns"
    }
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .function(2): return confirm()
    case .enter:
      if focus == .print { return confirm() }
      focus = turned(focus, in: Row.allCases, by: 1)
    case .tab, .down: focus = turned(focus, in: Row.allCases, by: 1)
    case .backTab, .up: focus = turned(focus, in: Row.allCases, by: -1)
    default:
      let step = key == .left ? -1 : key == .right || key == .character(" ") ? 1 : 0
      switch focus {
      case .path:
        guard path.handle(key) else { break }
        asking.notice = .none
        // The name says what the file is to be.
        if let named = AnswerFormat(naming: path.text), formats.contains(named) { format = named }
      case .format where step != 0:
        format = turned(format, in: formats, by: step)
        if AnswerFormat(naming: path.text) != nil, let dot = path.text.lastIndex(of: ".") {
          path = TextField("\(path.text[..<dot]).\(format.rawValue)")
        }
      case .format: break
      case .print: if step != 0 { isLargePrint.toggle() }
      }
    }
    return .stays
  }

  private mutating func confirm() -> DialogOutcome {
    guard !isBlank(path.text) else {
      return asking.miss(
        .path, "Diga onde gravar, como ~/resposta.\(format.rawValue)", at: &focus)
    }
    if let complaint = format.complaint(about: path.text) {
      return asking.miss(.path, complaint, at: &focus)
    }
    return .rights(
      .answers(
        self, AnswerOrder(format, isLargePrint: isLargePrint && format == .page),
        path: trimmed(path.text)))
  }
}

/// On which article a request is refused, and what the person is told.
struct RefusalDialog: Equatable, Sendable {
  let number: DeskProtocol
  var article = RefusalGround.all.first
  var reason = TextField()
  var path = TextField()
  var focus = Row.article
  var asking = Asking()

  enum Row: Int, Equatable, Sendable, CaseIterable { case article, reason, path }

  init(_ number: DeskProtocol) { self.number = number }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .function(2): return confirm()
    case .enter:
      if focus == .path { return confirm() }
      focus = turned(focus, in: Row.allCases, by: 1)
    case .tab, .down: focus = turned(focus, in: Row.allCases, by: 1)
    case .backTab, .up: focus = turned(focus, in: Row.allCases, by: -1)
    default:
      switch focus {
      case .article:
        let step = key == .left ? -1 : key == .right || key == .character(" ") ? 1 : 0
        let grounds = RefusalGround.all.map(Optional.some)
        if step != 0 { article = turned(article, in: grounds, by: step) }
      case .reason:
        if reason.handle(key) { asking.notice = .none }
      case .path:
        if path.handle(key) { asking.notice = .none }
      }
    }
    return .stays
  }

  private mutating func confirm() -> DialogOutcome {
    guard let article else { return .stays }
    let words = trimmed(reason.text)
    guard !words.isEmpty else {
      return asking.miss(.reason, "Diga à pessoa o que impede o pedido.", at: &focus)
    }
    let place = trimmed(path.text)
    return .rights(
      .refuses(
        self,
        RefusalWords(
          article: article.article, reason: Sensitive(words), path: place.isEmpty ? nil : place)))
  }
}
