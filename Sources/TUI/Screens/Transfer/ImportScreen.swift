import ContactsCore

/// The importing half of **Exportar e importar**: people and what they said come in from a file.
struct ImportScreen: Equatable, Sendable {
  private(set) var form = ImportForm()
  private(set) var state = State.none
  /// What the last rehearsal or import of this form came to.
  private(set) var told: Told?
  /// The path and format that were looked at last.
  private var seen: String?
  private var completing = Awaiting.nothing

  /// What is known of the file.
  enum State: Equatable, Sendable {
    case none
    case looking(RequestID)
    case looked
    /// The whole of it was imported, then, and nothing was saved anew.
    case imported(Timestamp)
    /// Why it cannot be read, in a sentence.
    case failed(String)
  }

  struct Told: Equatable, Sendable {
    let isRehearsal: Bool
    let tally: ImportTally
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .save: return begin(isRehearsal: false, &desk)
    case .refresh: return begin(isRehearsal: true, &desk)
    case .nextField, .confirm: return Step(move(by: 1, &desk))
    case .previousField: return Step(move(by: -1, &desk))
    case .options: return options(&desk)
    case .history:
      guard let told, !told.tally.lines.isEmpty else {
        desk.status = .plain("Ainda não há linhas a mostrar: F5 ensaia, e nada é gravado.")
        return .stay
      }
      return .go(.ask(.lines(ImportLinesDialog(told.tally))))
    case .back, .cancel:
      guard var job = desk.importing else {
        desk.status = .none
        return .go(.back)
      }
      guard !job.isEnding else { return .stay }
      job.isEnding = true
      desk.importing = job
      desk.status = .plain("Interrompendo…")
      return Step([.imports(.cancel)])
    case .help, .search, .newInteraction, .duplicates, .extract, .commands, .quit, .open,
      .edit, .switchPane, .moveUp, .moveDown, .pageUp, .pageDown, .moveToTop, .moveToBottom,
      .nextMatch, .previousMatch, .contacts, .queue, .panel, .drafts, .redraw, .suspend, .people,
      .shift, .office, .rights:
      return .stay
    }
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> [AppEffect] {
    guard form.focus.isChoice else {
      let before = form.path.text
      guard form.path.handle(key), form.path.text != before else { return [] }
      forget()
      return []
    }
    switch key {
    case .left: return turn(by: -1, &desk)
    case .right, .character(" "): return turn(by: 1, &desk)
    default: return []
    }
  }

  private mutating func move(by step: Int, _ desk: inout Desk) -> [AppEffect] {
    let isLeavingPath = form.focus == .path
    if form.move(by: step) {
      desk.status = .plain(form.focus.hint)
    } else if step > 0 {
      desk.status = .plain("F5 ensaia sem gravar; F2 importa.")
    }
    return isLeavingPath ? look(&desk) : []
  }

  private mutating func turn(by step: Int, _ desk: inout Desk) -> [AppEffect] {
    form.turn(by: step)
    desk.status = .none
    told = nil
    if case .imported = state { state = .looked }
    guard form.focus == .format else { return [] }
    return look(&desk)
  }

  private mutating func options(_ desk: inout Desk) -> Step {
    switch form.focus {
    case .path:
      let request = desk.requests.next()
      completing = .reply(request)
      return Step([.imports(.complete(form.path.text, request))])
    case .column(let place):
      let labels = ImportForm.fields.map { ImportForm.label(of: $0) }
      let field = form.glance?.columns[place].field
      return .go(
        .ask(
          .pick(
            PickDialog(
              heading: "Coluna \(place + 1)", items: labels,
              selected: ImportForm.fields.firstIndex(of: field) ?? 0))))
    case .format, .texts, .refused, .again:
      return Step(turn(by: 1, &desk))
    }
  }

  /// Somebody chose an item of the list that F4 showed.
  mutating func pick(_ index: Int, of items: [String], _ desk: inout Desk) -> [AppEffect] {
    switch form.focus {
    case .column(let place):
      guard ImportForm.fields.indices.contains(index) else { return [] }
      form.set(ImportForm.fields[index], at: place)
      told = nil
      return []
    case .path:
      guard items.indices.contains(index) else { return [] }
      form.path.set(items[index])
      forget()
      if items[index].hasSuffix("/") { return options(&desk).effects }
      return look(&desk)
    case .format, .texts, .refused, .again: return []
    }
  }

  // MARK: - The file

  private mutating func forget() {
    form.show(nil)
    told = nil
    seen = nil
    state = .none
  }

  /// Reads the beginning of the file, unless that has been done.
  private mutating func look(_ desk: inout Desk) -> [AppEffect] {
    let path = trimmed(form.path.text)
    let wanted = "\(form.format?.rawValue ?? "") \(path)"
    guard !path.isEmpty, !path.hasSuffix("/"), seen != wanted else { return [] }
    seen = wanted
    let request = desk.requests.next()
    state = .looking(request)
    return [.imports(.look(path, form.format, request))]
  }

  mutating func looked(
    _ request: RequestID, _ result: Result<ImportGlance, Failure>, _ desk: inout Desk
  ) {
    guard state == .looking(request) else { return }
    switch result {
    case .success(let glance):
      state = .looked
      form.show(glance)
    case .failure(let failure):
      seen = nil
      form.show(nil)
      state = .failed(failure.message)
    }
  }

  mutating func completed(_ request: RequestID, _ paths: [String], _ desk: inout Desk) -> Step {
    guard completing.isFor(request), form.focus == .path else { return .stay }
    completing = .nothing
    guard paths.count != 1 || paths[0] == form.path.text else {
      return Step(pick(0, of: paths, &desk))
    }
    guard !paths.isEmpty else {
      desk.status = .warning("Nada a importar começa assim: procuro CSV, JSON, vCard e pastas.")
      return .stay
    }
    return .go(.ask(.pick(PickDialog(heading: "Arquivo", items: paths, selected: 0))))
  }

  // MARK: - Importing

  private mutating func begin(isRehearsal: Bool, _ desk: inout Desk) -> Step {
    guard desk.importing == nil else {
      desk.status = .warning("Uma importação está em andamento: Ctrl-C a interrompe.")
      return .stay
    }
    if let problem = form.problem {
      form.focus(on: problem.row)
      desk.status = .warning(problem.sentence)
      return .stay
    }
    guard let order = form.order else {
      let effects = look(&desk)
      if effects.isEmpty {
        form.focus(on: .path)
        desk.status = .warning("Diga qual arquivo, como ~/contatos.csv")
      } else {
        desk.status = .plain("Lendo o arquivo: confira as colunas e repita.")
      }
      return Step(effects)
    }
    let request = desk.requests.next()
    desk.importing = ImportJob(request: request, isRehearsal: isRehearsal)
    desk.status = .none
    told = nil
    return Step([.imports(isRehearsal ? .rehearse(order, request) : .run(order, request))])
  }

  /// Says so, and goes to the row that lets it in again.
  mutating func wasImported(at moment: Timestamp) {
    state = .imported(moment)
    form.focus(on: .again)
  }

  /// Keeps what came of it; the rows can then be shown.
  mutating func ended(_ tally: ImportTally, isRehearsal: Bool) {
    told = Told(isRehearsal: isRehearsal, tally: tally)
  }
}
