import ContactsCore

extension AppModel {
  /// Puts the person's keys in force, or the centre's, and says what is wrong with the person's file.
  mutating func chooseKeys(centre: KeyProfile) {
    let (layout, problems) = desk.keyPreferences.layout(centre: centre)
    desk.keys = layout
    guard !problems.isEmpty else { return }
    let path = desk.keyPreferences.path
    let shown = problems.prefix(6).map {
      SaidDialog.Paragraph(text: "• \($0.text).", style: .warning)
    }
    let rest = problems.count - shown.count
    let more = rest > 0 ? [SaidDialog.Paragraph(text: "e mais \(rest).")] : []
    let notice = SaidDialog(
      heading: "Arquivo de teclas",
      paragraphs: [
        SaidDialog.Paragraph(
          text: "O arquivo \(path) tem erros e não foi usado; valem as teclas do perfil"
            + " \(layout.profile.rawValue).")
      ] + shown + more)
    if !dialogs.contains(.said(notice)) { dialogs.append(.said(notice)) }
  }
}
