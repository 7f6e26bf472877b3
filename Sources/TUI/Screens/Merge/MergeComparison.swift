import ContactsCore

/// Two records side by side, and whose value each field will have.
struct MergeComparison: Equatable, Sendable {
  private(set) var kept: ContactRecord
  private(set) var gone: ContactRecord
  let rule: DuplicateMatch.Rule
  private(set) var choices: [FieldKey: Merge.Side] = [:]
  private(set) var list: ListState
  /// What is typed to confirm; nil until somebody asks to unite.
  var word: TextField?
  var uniting = Awaiting.nothing

  /// What has to be typed.
  static let password = "unir"

  init(kept: ContactRecord, gone: ContactRecord, rule: DuplicateMatch.Rule) {
    self.kept = kept
    self.gone = gone
    self.rule = rule
    list = ListState()
    list.setCount(fields.count)
  }

  /// The fields that either of them has.
  var fields: [FieldKey] {
    Merge.choosable.filter { !text($0, of: kept).isEmpty || !text($0, of: gone).isEmpty }
  }

  /// As the record will be.
  var result: ContactFields {
    kept.contact.fields.merged(with: gone.contact.fields, choosing: choices)
  }

  func text(_ field: FieldKey, of record: ContactRecord) -> String {
    MergeComparison.text(field, record.contact.fields)
  }

  /// Which of the two values stays; nil where both do.
  func side(of field: FieldKey) -> Merge.Side? {
    let (ours, theirs) = (text(field, of: kept), text(field, of: gone))
    if ours == theirs { return nil }
    if ours.isEmpty { return .gone }
    if theirs.isEmpty { return .kept }
    if let choice = choices[field] { return choice }
    return field == .notes ? nil : .kept
  }

  /// Whether two CPFs wait for somebody to say which.
  var needsCPF: Bool {
    guard let ours = kept.contact.fields.cpf, let theirs = gone.contact.fields.cpf else {
      return false
    }
    return ours != theirs && choices[.cpf] == nil
  }

  static func text(_ field: FieldKey, _ fields: ContactFields) -> String {
    let parts: [String] =
      switch field {
      case .phones: fields.texts(of: .phone)
      case .emails: fields.texts(of: .email)
      case .city: fields.texts(of: .city) + fields.texts(of: .state)
      case .name: fields.texts(of: .name)
      case .socialName: fields.texts(of: .socialName)
      case .cpf: fields.texts(of: .cpf)
      case .birthDate: fields.texts(of: .birthDate)
      case .notes: fields.texts(of: .notes)
      case .guardian: fields.texts(of: .guardian)
      case .safeChannel: fields.texts(of: .safeChannel)
      default: []
      }
    return parts.joined(separator: field == .city ? " / " : "; ")
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    if word != nil { return confirm(action, &desk) }
    switch action {
    case .back, .cancel:
      desk.status = .none
      return .go(.back)
    case .options: choose(&desk)
    case .switchPane:
      (kept, gone) = (gone, kept)
      choices = choices.mapValues { $0 == .kept ? .gone : .kept }
    case .save:
      if needsCPF {
        desk.status = .warning("Os CPFs são diferentes: escolha um deles com Espaço.")
        list.select(fields.firstIndex(of: .cpf) ?? 0)
      } else {
        word = TextField()
        desk.status = .none
      }
    default: MergeScreen.move(&list, action)
    }
    return .stay
  }

  private mutating func choose(_ desk: inout Desk) {
    guard fields.indices.contains(list.selection) else { return }
    let field = fields[list.selection]
    let (ours, theirs) = (text(field, of: kept), text(field, of: gone))
    guard !ours.isEmpty, !theirs.isEmpty, ours != theirs else {
      desk.status = .plain("Neste campo não há o que escolher.")
      return
    }
    desk.status = .none
    if field == .cpf, choices[field] == nil {
      choices[field] = .kept
    } else if field == .notes, choices[field] == .gone {
      choices[field] = nil
    } else {
      choices[field] = side(of: field) == .kept ? .gone : .kept
    }
  }

  private mutating func confirm(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .back, .cancel:
      word = nil
    case .confirm where uniting == .nothing:
      guard folded(word?.text ?? "") == MergeComparison.password else {
        desk.status = .warning("Digite a palavra \(MergeComparison.password), ou Esc para voltar.")
        return .stay
      }
      let request = desk.requests.next()
      uniting = .reply(request)
      return Step([
        .merge(
          .unite(
            Merge(
              kept: kept.contact.uid, gone: gone.contact.uid, keptVersion: kept.contact.version,
              goneVersion: gone.contact.version, choices: choices), request))
      ])
    default: break
    }
    return .stay
  }
}
