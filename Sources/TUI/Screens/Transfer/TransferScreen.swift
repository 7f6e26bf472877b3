import ContactsCore

/// **Exportar e importar**: people and interactions leave in a file.
struct TransferScreen: Equatable, Sendable {
  private(set) var form: ExportForm
  private(set) var preview = Preview.none
  private var pause = Awaiting.nothing

  /// How much the form asks for.
  enum Preview: Equatable, Sendable {
    case none
    case counting(RequestID)
    case counted(ExportPreview)
    /// Why nothing is counted, in a sentence.
    case missing(String)
  }

  init(_ session: Session) {
    form = ExportForm(session)
  }

  // MARK: - Keys

  mutating func perform(_ action: Action, _ desk: inout Desk) -> Step {
    switch action {
    case .save: return export(&desk)
    case .nextField, .confirm: move(by: 1, &desk)
    case .previousField: move(by: -1, &desk)
    case .options:
      guard form.focus.isChoice else {
        desk.status = .plain("Este campo não tem opções: \(form.focus.hint)")
        return .stay
      }
      return Step(turn(by: 1, &desk))
    case .refresh:
      desk.status = .none
      return Step(look(&desk))
    case .back, .cancel:
      guard case .running(let request, var running) = desk.exporting else {
        desk.status = .none
        return .go(.back)
      }
      guard !running.isEnding else { return .stay }
      running.isEnding = true
      desk.exporting = .running(request, running)
      desk.status = .plain("Interrompendo a exportação…")
      return Step([.export(.cancel)])
    case .help, .search, .newInteraction, .history, .duplicates, .extract, .commands, .quit, .open,
      .edit, .switchPane, .moveUp, .moveDown, .pageUp, .pageDown, .moveToTop, .moveToBottom,
      .nextMatch, .previousMatch, .contacts, .queue, .panel, .drafts, .redraw, .suspend, .people,
      .shift, .office, .rights:
      break
    }
    return .stay
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> [AppEffect] {
    guard form.focus.isChoice else {
      let before = form[form.focus].text
      guard form[form.focus].handle(key), form[form.focus].text != before else { return [] }
      return form.focus == .path || form.focus == .justification ? [] : changed(&desk)
    }
    switch key {
    case .left: return turn(by: -1, &desk)
    case .right, .character(" "): return turn(by: 1, &desk)
    default: return []
    }
  }

  private mutating func move(by step: Int, _ desk: inout Desk) {
    if form.move(by: step) {
      desk.status = .plain(form.focus.hint)
    } else if step > 0 {
      desk.status = .plain("F2 exporta.")
    }
  }

  private mutating func turn(by step: Int, _ desk: inout Desk) -> [AppEffect] {
    if form.focus == .cover, !form.mayExportAll {
      desk.status = .warning("Seu papel exporta só com os dados mascarados.")
      return []
    }
    form.turn(by: step)
    return changed(&desk)
  }

  // MARK: - How much it would be

  /// What was counted no longer holds: it is counted again once the form rests.
  private mutating func changed(_ desk: inout Desk) -> [AppEffect] {
    preview = .none
    desk.status = .none
    let pause = desk.requests.next()
    self.pause = .reply(pause)
    return [.tick(after: .milliseconds(400), .export(pause))]
  }

  mutating func ticked(_ request: RequestID, _ desk: inout Desk) -> [AppEffect] {
    pause.isFor(request) ? look(&desk) : []
  }

  /// Counts what the form asks for, if it is whole.
  mutating func look(_ desk: inout Desk) -> [AppEffect] {
    pause = .nothing
    do throws(ExportForm.Problem) {
      let wanted = try form.request()
      let request = desk.requests.next()
      preview = .counting(request)
      return [.export(.preview(wanted, request))]
    } catch {
      preview = .missing(error.sentence)
      return []
    }
  }

  mutating func previewed(
    _ request: RequestID, _ result: Result<ExportPreview, Failure>, _ desk: inout Desk
  ) -> [AppEffect] {
    guard preview == .counting(request) else { return [] }
    switch result {
    case .success(let counted): preview = .counted(counted)
    case .failure(let failure):
      preview = .missing(failure == .interrupted ? "" : failure.message)
    }
    return []
  }

  // MARK: - Exporting

  private mutating func export(_ desk: inout Desk) -> Step {
    guard desk.exporting.running == nil else {
      desk.status = .warning("Uma exportação está em andamento: Ctrl-C a interrompe.")
      return .stay
    }
    do throws(ExportForm.Problem) {
      let (wanted, path) = try form.order()
      let request = desk.requests.next()
      desk.exporting = .running(request, ExportJob.Running(request: wanted))
      desk.status = .none
      return Step([.export(.export(wanted, path: path, request))])
    } catch {
      form.focus(on: error.row)
      desk.status = .warning(error.sentence)
      return .stay
    }
  }

  /// Logins of who could agree to what the form asks for.
  var approvers: [String] {
    if case .counted(let preview) = preview { preview.approvers } else { [] }
  }
}
