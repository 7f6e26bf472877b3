import ContactsCore

extension AppModel {
  /// Puts the person's keys in force, or the centre's, and says what is wrong with the person's file.
  mutating func chooseKeys(centre: KeyProfile) {
    let (layout, problems) = desk.keyPreferences.layout(centre: centre)
    desk.keys = layout
    var paragraphs: [SaidDialog.Paragraph] = []
    if let name = desk.keyPreferences.unknownProfile {
      let all = KeyProfile.allCases.map(\.rawValue).joined(separator: ", ")
      paragraphs.append(
        SaidDialog.Paragraph(
          text: "ATENDE_TECLAS pede o perfil «\(name)», que não existe; os perfis são \(all). Valem"
            + " as teclas do perfil \(layout.profile.rawValue).", style: .warning))
    }
    if !problems.isEmpty {
      paragraphs.append(
        SaidDialog.Paragraph(
          text:
            "O arquivo \(desk.keyPreferences.path) tem erros e não foi usado; valem as teclas do"
            + " perfil \(layout.profile.rawValue)."))
    }
    paragraphs += problems.prefix(6).map {
      SaidDialog.Paragraph(text: "• \($0.text).", style: .warning)
    }
    if problems.count > 6 {
      paragraphs.append(SaidDialog.Paragraph(text: "e mais \(problems.count - 6)."))
    }
    guard !paragraphs.isEmpty else { return }
    let notice = SaidDialog(
      heading: problems.isEmpty ? "Perfil de teclas" : "Arquivo de teclas", paragraphs: paragraphs)
    if !dialogs.contains(.said(notice)) { dialogs.append(.said(notice)) }
  }
}
