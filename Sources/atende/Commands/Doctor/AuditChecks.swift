import ContactsCore

extension Check {
  /// Days after which the audit should have been signed again.
  private static let signedWithin: Int64 = 7

  /// The keys that sign, the last checkpoint, and the files of what was sealed.
  static func audit(_ folder: DataFolder, _ now: Timestamp) async -> [Check] {
    do throws(StoreError) {
      let report = try await StoreHealth.auditReport(of: folder, at: now)
      return report.keys.map(key) + [signed(report, now)]
        + (report.missingFiles.isEmpty ? [] : [missing(report.missingFiles)])
    } catch {
      return [
        Check(
          name: "auditoria", title: "Auditoria", state: .failure,
          message: "As chaves e os selos não podem ser lidos. \(error.message)",
          advice: "Confira as permissões da pasta de dados e o disco.")
      ]
    }
  }

  private static func key(_ report: SigningKeyReport) -> Check {
    let state: State =
      switch report.state {
      case .present, .unreadable: .fine
      case .neverMade, .missing, .altered: .warning
      }
    return Check(
      name: "chave_\(report.name.rawValue)", title: "Chave \(report.name.rawValue)", state: state,
      message: report.state.message(of: report.name)
        + (report.publicKey.map { " Pública: \($0.prefix(16))…" } ?? ""))
  }

  private static func signed(_ report: StoreHealth.AuditReport, _ now: Timestamp) -> Check {
    let title = "Ponto de controle"
    let days = report.lastSigned.map { (now.milliseconds - $0.milliseconds) / 86_400_000 } ?? 0
    let message =
      report.hasCheckpoint
      ? "O último foi assinado há \(days == 1 ? "1 dia" : "\(days) dias")."
      : "Ainda não há um ponto de controle da auditoria que está no cadastro."
    guard days > signedWithin else {
      return Check(name: "ponto_de_controle", title: title, state: .fine, message: message)
    }
    return Check(
      name: "ponto_de_controle", title: title, state: .warning, message: message,
      advice: "Execute `atende audit checkpoint --output ARQUIVO` e guarde o arquivo fora desta "
        + "máquina: sem ele, um fim cortado da auditoria não aparece.")
  }

  private static func missing(_ files: [String]) -> Check {
    Check(
      name: "segmentos", title: "Auditoria selada", state: .warning,
      message:
        "\(files.count == 1 ? "Falta 1 arquivo" : "Faltam \(files.count) arquivos") na pasta "
        + "auditoria: \(files.prefix(3).joined(separator: ", ")).",
      advice: "Se não foram guardados em outro lugar, restaure-os de uma cópia.")
  }
}
