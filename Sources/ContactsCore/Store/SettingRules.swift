/// What a setting may be set to: by itself, and beside the others.
extension SettingKey {
  /// Why a value cannot be taken, in Portuguese; nil when it can.
  public func problem(with value: String) -> String? {
    switch bounds {
    case .text(let longest): value.lineProblem(longest: longest)
    case .name(let longest):
      value.isBlank ? "Não pode ficar vazio." : value.lineProblem(longest: longest)
    case .prose(let longest):
      value.isBlank
        ? "Não pode ficar vazio: é o que se lê à pessoa."
        : value.unicodeScalars.count > longest ? "No máximo \(longest) caracteres." : nil
    case .number(let range):
      Int(value).map(range.contains) == true
        ? nil : "Um número de \(range.lowerBound) a \(range.upperBound)."
    case .choice(let values):
      values.contains(value) ? nil : "Um destes valores: \(values.joined(separator: ", "))."
    case .areaCode:
      value.isEmpty || AreaCodes.all.contains(value) ? nil : "Um DDD que exista, ou vazio."
    case .recipient:
      value.isEmpty || AgeRecipient(value) != nil ? nil : "Uma chave pública do age, ou vazio."
    case .email:
      value.isEmpty || EmailAddress(value) != nil ? nil : "Um endereço de e-mail, ou vazio."
    case .day:
      value.isEmpty || CivilDate(iso8601: value) != nil
        ? nil : "Um dia que exista, como 2026-01-15, ou vazio."
    case .legalBasis: LegalBasis.read(value) == nil ? LegalBasis.advice : nil
    case .hosts:
      value.unicodeScalars.count > 1000
        ? "No máximo 1000 caracteres."
        : Settings.hosts(in: value).lazy.compactMap(hostProblem).first
    case .duration:
      value.isDuration ? nil : "Um tempo como 30m, 1h30m ou 600 (segundos); -1 para sempre."
    case .folder:
      value.isEmpty || value.hasPrefix("/")
        ? value.lineProblem(longest: 1000)
        : "O caminho inteiro da pasta, que começa com /, ou vazio."
    }
  }

  private func hostProblem(_ host: String) -> String? {
    do throws(OllamaAddress.Problem) {
      _ = try OllamaAddress(host)
      return nil
    } catch {
      return error.sentence(of: "Um dos endereços")
    }
  }

  /// What an administrator should know of a value that is taken; nil for nearly all.
  public func caution(with value: String) -> String? {
    let leaves =
      switch self {
      case .modelNetwork: value == "sim"
      case .modelHosts:
        Settings.hosts(in: value).contains { host in
          // What is no address is asked nothing.
          (try? OllamaAddress(host))?.isLoopback == false
        }
      default: false
      }
    return leaves ? "textos podem sair da máquina (LGPD, art. 33)" : nil
  }
}

extension SettingKey.Bounds {
  /// What may be given, in Portuguese.
  public var sentence: String {
    switch self {
    case .text(let longest): "texto de até \(longest) caracteres, ou vazio"
    case .name(let longest), .prose(let longest): "texto de até \(longest) caracteres"
    case .number(let range): "número de \(range.lowerBound) a \(range.upperBound)"
    case .choice(let values): values.joined(separator: " ou ")
    case .areaCode: "DDD que exista, ou vazio"
    case .day: "dia, como 2026-01-15, ou vazio"
    case .email: "endereço de e-mail, ou vazio"
    case .recipient: "chave pública do age (age1…), ou vazio"
    case .legalBasis: "artigo da LGPD em que dado sensível se apoia, como art. 11, II, f"
    case .hosts: "endereços, como http://127.0.0.1:11434, ou vazio"
    case .duration: "tempo, como 30m"
    case .folder: "caminho inteiro de uma pasta, ou vazio"
    }
  }
}

extension SettingKey {
  /// A value that was taken, in the one form that it is kept in.
  func kept(_ value: String) -> String {
    bounds == .legalBasis ? LegalBasis.read(value)?.article ?? value : value
  }
}

extension Settings {
  /// What keeps settings from holding together, with the day and with the law, of those that were changed.
  func problems(of changed: Set<SettingKey>, on today: CivilDate) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    func refuse(_ key: SettingKey, _ sentence: String) {
      problems.append(FieldProblem(field: .setting, message: "\(key.rawValue): \(sentence)"))
    }
    for key in [SettingKey.dataProtectionSince, .substituteSince] where changed.contains(key) {
      if let day = CivilDate(iso8601: self[key]), day > today {
        refuse(key, "A data do ato não pode ser depois de hoje.")
      }
    }
    if !changed.isDisjoint(with: [.consentBasis, .consentPurpose]),
      Purpose.named(consentPurpose)?.isSensitive != false,
      LegalBasis.named(consentBasis)?.isForSensitive != true
    {
      refuse(.consentBasis, "Dado sensível pede uma base do art. 11. \(LegalBasis.advice)")
    }
    for key in [SettingKey.modelFirstTokenLimit, .modelLoadLimit]
    where !changed.isDisjoint(with: [key, .modelTotalLimit])
      && Int(self[key]) ?? 0 > modelTotalLimit
    {
      let total = SettingKey.modelTotalLimit
      if changed.contains(key) {
        refuse(
          key, "Não pode passar de \(total.rawValue), que é \(modelTotalLimit): mude antes o outro."
        )
      } else {
        refuse(
          total, "Não pode ser menor que \(key.rawValue), que é \(self[key]): mude antes o outro.")
      }
    }
    if changed.contains(.modelHosts) {
      for sentence in modelHosts.compactMap(reachProblem) { refuse(.modelHosts, sentence) }
    }
    return problems
  }

  /// Why texts may not be sent to a server; nil for this machine, and for one that an administrator has allowed.
  private func reachProblem(_ host: String) -> String? {
    // What is no address was refused before.
    guard let address = try? OllamaAddress(host), !address.isLoopback else { return nil }
    if address.isPublic {
      return
        "\(address.url) fica fora da rede da central, e dados pessoais não são enviados para lá "
        + "(LGPD, art. 33 e art. 46)."
    }
    guard modelMayBeOnNetwork else {
      return
        "\(address.url) é outra máquina, e os textos sairiam desta (LGPD, art. 33 e art. 46). Se ela é da central, "
        + "diga antes `atende config set \(SettingKey.modelNetwork.rawValue) sim`."
    }
    guard address.scheme == .https else {
      return "\(address.url) é outra máquina: só por https://, senão o texto iria aberto pela rede."
    }
    return nil
  }

  static func hosts(in list: String) -> [String] {
    list.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}

extension Work {
  /// Lets nothing be set that does not hold together with the rest.
  func checkTogether(_ changes: [(key: SettingKey, value: String)]) throws(StoreError) {
    var settings = try settings.all()
    for (key, value) in changes { settings[key] = value }
    let problems = settings.problems(of: Set(changes.map(\.key)), on: now.local.date)
    guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
  }
}

extension LegalBasis {
  fileprivate static let advice =
    "Escolha uma destas: " + all.filter(\.isForSensitive).map(\.article).joined(separator: "; ")
    + "."
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

  fileprivate func lineProblem(longest: Int) -> String? {
    if unicodeScalars.count > longest { return "No máximo \(longest) caracteres." }
    return unicodeScalars.contains(where: \.actsInTerminal)
      ? "Uma linha só, sem caracteres de controle." : nil
  }

  /// Whether it is seconds, or what Go reads as a duration: Ollama takes both.
  fileprivate var isDuration: Bool {
    var rest = self[...]
    if rest.first == "-" { rest.removeFirst() }
    guard rest.first?.isASCII == true, !rest.isEmpty else { return false }
    if rest.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    while !rest.isEmpty {
      let digits = rest.prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard Double(digits) != nil, ["h", "m", "s", "ms", "us", "ns"].contains(String(unit)) else {
        return false
      }
    }
    return true
  }
}
