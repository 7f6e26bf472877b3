import ContactsCore

/// **Painel** among the other screens.
extension AppModel {
  /// To **Painel**, leaving what is above **Contatos**; a form on the way is kept as a draft.
  mutating func goToPanel() -> [AppEffect] {
    if case .panel = screen { return [] }
    guard contacts != nil else { return [] }
    let effects = keepDrafts(leaving: true)
    popToContacts()
    push(.panel(PanelScreen()))
    return effects + updatePanel { [$0.look(&$1)] }
  }

  mutating func updated(by message: PanelMessage) -> [AppEffect] {
    switch message {
    case .looked(let request, let result): updatePanel { $0.looked(request, result, &$1) }
    }
  }

  mutating func panelTicked(_ request: RequestID) -> [AppEffect] {
    updatePanel { $0.ticked(request, &$1) }
  }

  /// Nothing is read while another screen is in view.
  mutating func updatePanel(
    _ change: (inout PanelScreen, inout Desk) -> [AppEffect]
  ) -> [AppEffect] {
    guard case .panel(var panel) = screen else { return [] }
    let effects = change(&panel, &desk)
    screen = .panel(panel)
    return effects
  }
}
