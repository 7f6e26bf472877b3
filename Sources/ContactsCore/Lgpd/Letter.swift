/// A letter to the person who asked, in plain Portuguese, from the texts of `data/lgpd/cartas.txt`.
///
/// It names who is in charge of data protection at the centre and their substitute, with the dates of their appointments
/// (LGPD article 41, Resolução CD/ANPD 18/2024).
struct Letter {
  private let request: SubjectRequest
  private let settings: Settings
  private let today: CivilDate

  init(_ request: SubjectRequest, settings: Settings, today: CivilDate) {
    self.request = request
    self.settings = settings
    self.today = today
  }

  /// Sections by name.
  static let texts: [String: String] = {
    var texts: [String: String] = [:]
    var name = ""
    for line in EmbeddedFile.letters.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("@") {
        name = String(line.dropFirst())
      } else if !name.isEmpty {
        texts[name, default: ""] += line + "\n"
      }
    }
    return texts.mapValues { $0.trimmed }
  }()

  func refusal(_ ground: RefusalGround, reason: Sensitive<String>) -> String {
    write(
      "recusa",
      [
        "fundamento": ground.article, "explicacao": " (\(ground.reason))",
        "motivo": reason.revealed(for: .output),
      ])
  }

  /// The answer that nothing was found.
  var noRecord: String { write("sem_registro", [:]) }

  /// The answer to a kind that has a text of its own; `isPartial` where the law keeps a part of what was to go.
  func answer(_ values: [String: String], isPartial: Bool = false) -> String {
    write(request.kind.rawValue + (isPartial ? "_em_parte" : ""), values)
  }

  private func write(_ section: String, _ values: [String: String]) -> String {
    let summary = request.summary
    var all = values
    all["central"] = settings.organization
    all["protocolo"] = summary.protocolNumber.description
    all["tipo"] = summary.kind.label
    all["artigo"] = summary.kind.article
    all["aberto"] = summary.openedAt.local.date.display
    all["hoje"] = today.display
    all["encarregado"] = DataProtectionOfficers(settings).main
    all["substituto"] = DataProtectionOfficers(settings).substitute
    let parts = ["cabecalho", section, "rodape"].map { Letter.fill(Letter.texts[$0] ?? "", all) }
    return (parts + [SmallAgent(settings).sentence].compactMap(\.self))
      .joined(separator: "\n\n") + "\n"
  }

  /// Puts values in the place of `{name}`; a value is not looked through again.
  static func fill(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let after = rest[rest.index(after: open)...]
      if let close = after.firstIndex(of: "}"), let value = values[String(after[..<close])] {
        result += value
        rest = after[after.index(after: close)...]
      } else {
        result += "{"
        rest = after
      }
    }
    return result + rest
  }
}

/// Who is in charge of data protection, as letters and reports name them.
struct DataProtectionOfficers {
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  var main: String {
    Self.words(
      settings.dataProtectionOfficer, settings.dataProtectionEmail,
      settings[.dataProtectionSince]) ?? "ainda não indicado; fale com a direção da central"
  }

  /// A sentence, empty where there is no substitute.
  var substitute: String {
    Self.words(
      settings[.substituteOfficer], settings[.substituteEmail], settings[.substituteSince]
    ).map { "Substituto: \($0)" } ?? "Substituto: ainda não indicado"
  }

  private static func words(_ name: String, _ email: String, _ since: String) -> String? {
    guard !name.isEmpty || !email.isEmpty else { return nil }
    let day = CivilDate(iso8601: since) ?? CivilDate(brazilian: since)
    return [name, email, day.map { "indicado por ato de \($0.display)" } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
