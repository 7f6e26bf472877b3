import ContactsCore

extension AppModel {
  /// The whole window as a value.
  func frame(size: Size) -> Frame {
    var frame = Frame(size: size)
    let layout = Layout(size: size, keys: desk.keys)
    guard gate.isOpen else {
      GateView(gate: gate, session: desk.session, keeping: desk.unsaved.keeping, layout: layout)
        .draw(in: &frame)
      frame.hidesEarlier = true
      return frame
    }
    guard !layout.isTooSmall else {
      frame.title = "atende"
      frame.writeWrapped(
        "Janela pequena demais (\(size.columns)×\(size.rows)): preciso de 40×10."
          + (desk.unsaved.hasFailed
            ? " O disco não guardou o que você digitou: amplie a janela."
            : " O que você digitou está guardado. q sai."),
        in: Region(size).inset(left: 1, right: 1))
      return frame
    }
    let isActive = dialogs.isEmpty
    switch screen {
    case .contacts(let screen):
      ContactsView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .interaction(let screen):
      InteractionView(screen: screen, desk: desk, layout: layout, isActive: isActive)
        .draw(in: &frame)
    case .saved(let screen):
      SavedView(screen: screen, layout: layout).draw(in: &frame)
    case .record(let screen):
      RecordView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .panel(let screen):
      PanelView(screen: screen, layout: layout).draw(in: &frame)
    case .admin(let screen):
      AdminView(screen: screen, layout: layout, isActive: isActive).draw(in: &frame)
    case .transfer(let screen):
      TransferView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .importer(let screen):
      ImportView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .rights(let screen):
      RightsView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .consents(let screen):
      ConsentView(screen: screen, layout: layout, isActive: isActive).draw(in: &frame)
    case .merge(let screen):
      MergeView(screen: screen, layout: layout, isActive: isActive).draw(in: &frame)
    case .queue(let screen):
      QueueView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .review(let screen):
      ReviewView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .agenda(let screen):
      AgendaView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .interactions(let screen):
      InteractionsView(screen: screen, desk: desk, layout: layout, isActive: isActive)
        .draw(in: &frame)
    case .audit(let screen):
      AuditView(screen: screen, desk: desk, layout: layout, isActive: isActive).draw(in: &frame)
    case .firstStart(let screen):
      FirstStartView(screen: screen, layout: layout, isActive: isActive).draw(in: &frame)
    case .closed(let failure):
      frame.writeWrapped(
        failure.message + " Esc sai.", in: layout.body.inset(top: 2, left: 2, right: 2),
        style: .error)
    }
    frame.clip = nil
    Chrome(model: self, layout: layout).draw(in: &frame)
    if let dialog = dialogs.last {
      DialogView(dialog: dialog, layout: layout).draw(in: &frame)
      frame.clip = nil
    }
    return frame
  }

  // MARK: - The mouse

  /// A click chooses what it points at; the wheel moves.
  ///
  /// Nothing needs it.
  mutating func point(_ mouse: Mouse) -> [AppEffect] {
    let layout = Layout(size: desk.size)
    switch screen {
    case .contacts(let contacts):
      return point(mouse, in: contacts, layout)
    case .interaction:
      guard mouse.action == .click else { return [] }
      return updateInteraction { interaction, _ -> [AppEffect] in
        if layout.hasTwoPanes {
          interaction.pane = mouse.position.column < layout.form.column - 2 ? .note : .form
        }
        return []
      } ?? []
    case .queue(let queue):
      return point(mouse, in: queue, layout)
    case .admin where mouse.action == .wheelUp, .panel where mouse.action == .wheelUp,
      .merge where mouse.action == .wheelUp, .rights where mouse.action == .wheelUp,
      .consents where mouse.action == .wheelUp,
      .agenda where mouse.action == .wheelUp,
      .interactions where mouse.action == .wheelUp:
      return run(.moveUp)
    case .admin where mouse.action == .wheelDown, .panel where mouse.action == .wheelDown,
      .merge where mouse.action == .wheelDown, .rights where mouse.action == .wheelDown,
      .consents where mouse.action == .wheelDown,
      .agenda where mouse.action == .wheelDown,
      .interactions where mouse.action == .wheelDown:
      return run(.moveDown)
    case .saved, .record, .review, .audit, .panel, .agenda, .interactions, .transfer, .importer,
      .admin, .merge, .rights, .consents,
      .firstStart, .closed:
      return []
    }
  }

  private mutating func point(_ mouse: Mouse, in contacts: ContactsScreen, _ layout: Layout)
    -> [AppEffect]
  {
    switch mouse.action {
    case .wheelUp: return run(.moveUp)
    case .wheelDown: return run(.moveDown)
    case .click, .doubleClick:
      let offset = mouse.position.row - layout.body.row - 3
      if offset < -2 { return [] }
      guard offset >= 0 else { return run(.search) }
      let row = contacts.top + offset
      guard offset < listHeight(desk.size), contacts.rows.indices.contains(row) else { return [] }
      let effects = updateContacts { $0.select(row: row, &$1) }
      return effects + (mouse.action == .doubleClick ? run(.open) : [])
    }
  }
}
